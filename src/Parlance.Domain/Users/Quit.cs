using Parlance.Domain.Rooms;

namespace Parlance.Domain.Users;

/// <summary>The user's last session ended; it leaves all rooms at once. RFC 2812 §3.1.7.</summary>
[EventName("user.disconnect")]
public sealed record UserDisconnected([property: Personal] string Reason) : UserEvent
{
    /// <summary>Set when somebody else ended it.</summary>
    public Uid User { get; init; }

    /// <summary>The rooms that were left, for their histories; null: none.</summary>
    public IReadOnlyList<EventId>? Rooms { get; init; }

    public override Uid About => User;
    public override bool SaidBefore => true;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        foreach (var membership in user.Memberships.ToArray()) membership.Room.Release(membership, at.Stamp);
        state.Users.Remove(user);
        if (state.Accounts.TryGet(user.AccountId, out var account)) account.LastSeen = at.Stamp.Wall;
    }
}
