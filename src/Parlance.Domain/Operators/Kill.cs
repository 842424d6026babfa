using Parlance.Domain.Users;

namespace Parlance.Domain.Operators;

/// <summary>Ends somebody's connection. RFC 2812 §3.7.1. The quit that follows is an event of its own.</summary>
public sealed record Kill(Uid User, string Reason) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now) =>
        state.Users.TryGet(User, out var victim) ? new UserKilled(User, victim.Nick, Limits.Cut(Reason, now.Limits.KickLength)) : RefusalCode.NoSuchUser;
}

/// <summary>Staff ends somebody's connection, and why. Heard by the victim.</summary>
[EventName("oper.kill")]
public sealed record UserKilled(Uid User, string Nick, [property: Personal] string Reason) : UserEvent
{
    public override Uid About => User;
    public override string? Target => Nick;

    protected override void Evolve(User user, NodeState state, in Envelope at) { }
}
