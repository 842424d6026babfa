using System.Text.RegularExpressions;
using Parlance.Domain.Bans;

namespace Parlance.Domain.Operators;

/// <summary>Where a spam filter looks.</summary>
[Flags]
public enum SpamTargets
{
    None = 0,
    /// <summary>Messages to users.</summary>
    Private = 1 << 0,
    /// <summary>Messages to rooms.</summary>
    Channel = 1 << 1,
    /// <summary>Notices, to users or rooms.</summary>
    Notice = 1 << 2,
    Part = 1 << 3,
    Quit = 1 << 4,
    /// <summary>Nicks taken after registration.</summary>
    Nick = 1 << 5,
    /// <summary>Newcomers: <c>nick!ident@host:real name</c>.</summary>
    User = 1 << 6,
    Topic = 1 << 7,
    Away = 1 << 8,
    All = (1 << 9) - 1,
}

/// <summary>What follows when a filter matches; each but <see cref="Warn"/> keeps the text from others.</summary>
public enum SpamAction
{
    /// <summary>Staff is told; the text passes.</summary>
    Warn,
    Block,
    Kill,
    /// <summary>The address is banned for a time.</summary>
    Ban,
    /// <summary>The address is shunned for a time.</summary>
    Shun,
}

public enum SpamPatternKind
{
    Glob,
    /// <summary>A regular expression without look-around and back-references, so that it takes time linear in the text.</summary>
    Regex,
}

/// <summary>One spam filter.</summary>
/// <param name="Id">Made of kind and pattern: the same on every node.</param>
/// <param name="Kind">What the pattern is.</param>
/// <param name="Pattern">Compared without regard to case; formatting is taken off the text before.</param>
/// <param name="Targets">Where it looks.</param>
/// <param name="Action">What follows.</param>
/// <param name="Lasts">For how long, where the action lasts; null: for ever.</param>
/// <param name="Reason">For those it hits.</param>
/// <param name="Setter">Who set it.</param>
/// <param name="Set">When.</param>
public sealed record SpamRule(string Id, SpamPatternKind Kind, string Pattern, SpamTargets Targets, SpamAction Action, TimeSpan? Lasts, string Reason, string Setter, Instant Set)
{
    public const int PatternLengthMax = 200;

    /// <summary>A match that takes longer counts as none.</summary>
    public static readonly TimeSpan MatchWithin = TimeSpan.FromMilliseconds(100);

    private readonly TextGlob? _glob = Kind == SpamPatternKind.Glob && TextGlob.TryParse(Pattern, out var glob) ? glob : null;
    private readonly Regex? _regex = Kind == SpamPatternKind.Regex ? Compile(Pattern) : null;

    /// <summary>How often it has matched.</summary>
    public long Hits { get; internal set; }

    /// <summary>Whether the pattern could be read at all.</summary>
    public bool IsSound => _glob is not null || _regex is not null;

    /// <param name="text">Without formatting.</param>
    /// <param name="isTooSlow">Set when it took longer than <see cref="MatchWithin"/>.</param>
    public bool Matches(string text, out bool isTooSlow)
    {
        isTooSlow = false;
        try
        {
            return _glob?.Matches(text) ?? _regex?.IsMatch(text) ?? false;
        }
        catch (RegexMatchTimeoutException)
        {
            isTooSlow = true;
            return false;
        }
    }

    private static Regex? Compile(string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchWithin);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
