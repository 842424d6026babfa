namespace Parlance.Domain.Users;

/// <summary>Says that one is away, or (null) back. RFC 2812 §4.1.</summary>
public sealed record SetAway(string? Text) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        var text = string.IsNullOrEmpty(Text) ? null : Limits.Cut(Text, now.Limits.AwayLength);
        return text == by.Away ? Verdict.Nothing : new AwaySet(text);
    }
}

[EventName("user.away")]
public sealed record AwaySet([property: Personal] string? Text) : UserEvent
{
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at) => user.Away = Text;
}
