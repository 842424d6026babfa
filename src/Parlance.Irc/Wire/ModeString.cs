using System.Text;

namespace Parlance.Irc.Wire;

/// <summary>One change, or one question, of a mode string.</summary>
public readonly ref struct ModeChange
{
    public bool Adding { get; init; }

    /// <summary>The letter; U+FFFD for what is not one character.</summary>
    public char Letter { get; init; }
    public ModeKind Kind { get; init; }

    /// <summary>The parameter, not empty; empty: there is none.</summary>
    public ReadOnlySpan<byte> Parameter { get; init; }

    /// <summary>A list letter without a parameter: show the list.</summary>
    public bool IsQuery => Kind == ModeKind.List && Parameter.IsEmpty;

    /// <summary>A parameter was needed and is not there.</summary>
    public bool IsIncomplete => Parameter.IsEmpty && (Kind is ModeKind.Always or ModeKind.Rank || (Kind == ModeKind.WhenSet && Adding));
}

/// <summary>
/// The changes of a mode string one by one, with their parameters: <c>+ov-b ana ben *!*@x</c> (RFC 2812 §3.2.3, Modern IRC "MODE"). Forgiving: a string
/// without a sign adds, unknown letters and missing parameters are reported and do not end it, an empty parameter counts as missing. A list is asked for
/// once, an unknown letter reported once.
/// </summary>
public ref struct ModeString
{
    /// <summary>The most letters of one string that are looked at.</summary>
    public const int LettersMax = 100;

    private readonly IrcLine _line;
    private readonly ModeTable _table;
    private ReadOnlySpan<byte> _letters;
    private UInt128 _told;
    private int _next;
    private int _parameters;
    private int _seen;
    private bool _adding = true;

    private ModeString(in IrcLine line, int from, ModeTable table, int parametersMax)
    {
        _line = line;
        _table = table;
        _letters = from < line.Count ? line[from] : default;
        _next = from + 1;
        _parameters = parametersMax;
    }

    public ModeChange Current { get; private set; }

    /// <summary>Whether changes were left out because there were too many. Of the enumerator that ran: <c>foreach</c> runs a copy.</summary>
    public bool IsCut { get; private set; }

    /// <param name="line">The line.</param>
    /// <param name="from">Which parameter the letters are; their parameters follow it.</param>
    /// <param name="table">What letters mean.</param>
    /// <param name="parametersMax">The most changes with a parameter (ISUPPORT MODES).</param>
    public static ModeString In(in IrcLine line, int from, ModeTable table, int parametersMax) => new(line, from, table, parametersMax);

    public readonly ModeString GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_letters.IsEmpty)
        {
            Rune.DecodeFromUtf8(_letters, out var rune, out var length);
            _letters = _letters[length..];
            if (rune.Value is '+' or '-') _adding = rune.Value == '+';
            else if (++_seen > LettersMax) return Cut();
            else if (Take(rune.IsBmp ? (char)rune.Value : '\uFFFD')) return _parameters >= 0 || Cut();
        }

        return false;
    }

    private bool Cut()
    {
        IsCut = true;
        _letters = default;
        return false;
    }

    private bool Take(char letter)
    {
        var kind = _table[letter];
        var wants = kind is ModeKind.List or ModeKind.Always or ModeKind.Rank || (kind == ModeKind.WhenSet && _adding);
        var parameter = wants && _next < _line.Count ? _line[_next++] : default;
        if (!parameter.IsEmpty) _parameters--;
        Current = new() { Adding = _adding, Letter = letter, Kind = kind, Parameter = parameter };
        if (kind != ModeKind.Unknown && !Current.IsQuery) return true;

        // Whatever is not ASCII shares one mark: one answer for it is enough.
        var mark = UInt128.One << Math.Min(letter, (char)127);
        var isNew = (_told & mark) == 0;
        _told |= mark;
        return isNew;
    }
}
