using System.Runtime.CompilerServices;

namespace Parlance.Irc.Wire;

/// <summary>
/// One line without its end, parsed in place: it owns nothing, allocates nothing and cannot outlive the buffer. RFC 2812 §2.3.1, Modern IRC "Message
/// format", IRCv3 message-tags. Words are separated by one or more spaces; spaces before the first word are passed over.
/// </summary>
public readonly ref struct IrcLine
{
    /// <summary>The most parameters; the last takes the rest of the line, colon or not (RFC 2812 §2.3.1).</summary>
    public const int ParamsMax = 15;

    private readonly ReadOnlySpan<byte> _line;
    private readonly Params _params;

    private IrcLine(ReadOnlySpan<byte> line)
    {
        _line = line;
        var rest = line;

        if (rest.StartsWith((byte)'@')) Tags = TakeWord(ref rest)[1..];
        if (rest.StartsWith((byte)':')) Source = TakeWord(ref rest)[1..];
        Verb = TakeWord(ref rest);

        while (!rest.IsEmpty)
        {
            var start = line.Length - rest.Length;
            if (rest[0] == ':' || Count == ParamsMax - 1)
            {
                _params[Count++] = new(rest[0] == ':' ? start + 1 : start, line.Length);
                break;
            }

            _params[Count++] = new(start, start + TakeWord(ref rest).Length);
        }
    }

    /// <summary>The tags without <c>@</c>, as they stand; read them with <see cref="IrcTags"/>.</summary>
    public ReadOnlySpan<byte> Tags { get; }

    /// <summary>The source without <c>:</c>; clients' are ignored.</summary>
    public ReadOnlySpan<byte> Source { get; }

    /// <summary>The command or numeric as it was written, in any case.</summary>
    public ReadOnlySpan<byte> Verb { get; }

    /// <summary>How many parameters there are, at most <see cref="ParamsMax"/>.</summary>
    public int Count { get; }

    /// <summary>A parameter without its colon. Only below <see cref="Count"/>.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            var word = _params[index];
            return _line[word.Start..word.End];
        }
    }

    /// <summary>
    /// Everything from that parameter on, as it stands in the line, without the colon when the parameter is the last. For texts of clients that forget
    /// the colon (<c>PART #lobby see you</c>). Empty when there is no such parameter.
    /// </summary>
    public ReadOnlySpan<byte> Rest(int index) => index < Count ? _line[_params[index].Start..] : default;

    /// <summary>False: there is no command in it (an empty line, or tags and source alone).</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out IrcLine parsed)
    {
        parsed = new(line.TrimStart((byte)' '));
        return !parsed.Verb.IsEmpty;
    }

    private static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)' ');
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..].TrimStart((byte)' ');
        return word;
    }

    private readonly record struct Word(int Start, int End);

    [InlineArray(ParamsMax)]
    private struct Params
    {
        private Word _first;
    }
}
