using System.Security.Cryptography;
using System.Text;
using Parlance.Domain.Users;

namespace Parlance.Domain.Operators;

/// <summary>Sets a spam filter; the same pattern again replaces it.</summary>
public sealed record AddSpamFilter(SpamPatternKind Kind, string Pattern, SpamTargets Targets, SpamAction Action, TimeSpan? Lasts, string Reason) : UserCommand
{
    /// <summary>The fewest letters and digits of a glob: less would match everything.</summary>
    public const int LettersMin = 3;

    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (Targets == SpamTargets.None) return new Refusal(RefusalCode.BadParameter, "targets");
        if (Pattern.Length is 0 || Pattern.Any(char.IsControl)) return new Refusal(RefusalCode.BadParameter, "pattern");
        if (Pattern.Length > SpamRule.PatternLengthMax) return new Refusal(RefusalCode.TooLong, $"{SpamRule.PatternLengthMax}");
        var rule = new SpamRule(IdOf(Kind, Pattern), Kind, Pattern, Targets, Action, Lasts, Limits.Cut(Reason, now.Limits.KickLength), by.Nick, now.Wall);
        if (!rule.IsSound) return new Refusal(RefusalCode.BadParameter, "pattern");
        if (Kind == SpamPatternKind.Glob ? Pattern.Count(char.IsLetterOrDigit) < LettersMin : rule.Matches("", out _)) return new Refusal(RefusalCode.TooWide, Pattern);
        if (state.SpamFilters.Find(rule.Id) is null && state.SpamFilters.All.Count >= SpamFilters.RulesMax) return new Refusal(RefusalCode.TooMany, "spam filters");

        return new SpamFilterAdded(rule.Id, Kind, Pattern, Targets, Action, (long?)Lasts?.TotalSeconds, rule.Reason, by.Nick);
    }

    private static string IdOf(SpamPatternKind kind, string pattern) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{pattern}")).AsSpan(0, 4));
}

public sealed record RemoveSpamFilter(string Id) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now) =>
        state.SpamFilters.Find(Id) is { } rule ? new SpamFilterRemoved(rule.Id) : new Refusal(RefusalCode.NothingToDo, Id);
}

[EventName("spamfilter.add")]
public sealed record SpamFilterAdded(string Id, SpamPatternKind Kind, string Pattern, SpamTargets Targets, SpamAction Action, long? Seconds, string Reason, string Setter) : Event
{
    public override bool Durable => true;
    public override string? Target => Id;

    public override void Evolve(NodeState state, in Envelope at) =>
        state.SpamFilters.Add(new(Id, Kind, Pattern, Targets, Action, Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Reason, Setter, at.Stamp.Wall));
}

[EventName("spamfilter.remove")]
public sealed record SpamFilterRemoved(string Id) : Event
{
    public override bool Durable => true;
    public override string? Target => Id;

    public override void Evolve(NodeState state, in Envelope at) => state.SpamFilters.Remove(Id);
}

/// <summary>A filter matched what somebody said.</summary>
/// <param name="Id">Which filter.</param>
/// <param name="Where">In which kind of text.</param>
/// <param name="Who">nick!ident@host of whom it hit.</param>
/// <param name="Text">The text, cut.</param>
[EventName("spamfilter.hit")]
public sealed record SpamFilterHit(string Id, SpamTargets Where, [property: Personal] string Who, [property: Personal] string Text) : Event
{
    public override string? Target => Id;

    public override void Evolve(NodeState state, in Envelope at)
    {
        if (state.SpamFilters.Find(Id) is { } rule) rule.Hits++;
    }
}
