using Parlance.Domain.Users;

namespace Parlance.Domain.Operators;

/// <summary>Staff says something to everybody who wants to hear (+w). RFC 2812 §4.7.</summary>
[EventName("oper.wallops")]
public sealed record WallopsSent([property: Personal] string Text) : UserEvent
{
    /// <summary>Nobody by itself: who has <see cref="UserFlags.Wallops"/> is a matter of the users, not of a room.</summary>
    public override Reach Reach => Reach.Nobody;

    protected override void Evolve(User user, NodeState state, in Envelope at) { }
}

/// <summary>Staff says something to staff.</summary>
[EventName("oper.globops")]
public sealed record GlobopsSent([property: Personal] string Text) : UserEvent
{
    public override Reach Reach => Reach.Nobody;

    protected override void Evolve(User user, NodeState state, in Envelope at) { }
}
