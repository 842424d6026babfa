namespace Parlance.Irc.Wire;

/// <summary>What a mode letter does with a parameter (ISUPPORT CHANMODES and PREFIX).</summary>
public enum ModeKind : byte
{
    Unknown,
    /// <summary>Type A: adds to or takes from a list; without a parameter it asks for the list.</summary>
    List,
    /// <summary>Type B: always a parameter.</summary>
    Always,
    /// <summary>Type C: a parameter when set only.</summary>
    WhenSet,
    /// <summary>Type D: never a parameter.</summary>
    Switch,
    /// <summary>A rank: always a nick.</summary>
    Rank,
}

/// <summary>The kinds of all letters; made once.</summary>
public sealed class ModeTable
{
    private readonly ModeKind[] _kinds = new ModeKind[128];

    public ModeTable(string lists, string always, string whenSet, string switches, string ranks)
    {
        Fill(lists, ModeKind.List);
        Fill(always, ModeKind.Always);
        Fill(whenSet, ModeKind.WhenSet);
        Fill(switches, ModeKind.Switch);
        Fill(ranks, ModeKind.Rank);
    }

    public ModeKind this[char letter] => letter < _kinds.Length ? _kinds[letter] : ModeKind.Unknown;

    private void Fill(string letters, ModeKind kind)
    {
        foreach (var letter in letters)
        {
            if (!char.IsAsciiLetterOrDigit(letter) || _kinds[letter] != ModeKind.Unknown)
                throw new ArgumentException($"The mode letter '{letter}' is no letter or has two kinds.", nameof(letters));
            _kinds[letter] = kind;
        }
    }
}
