using Parlance.Domain.Accounts;
using Parlance.Domain.Names;

namespace Parlance.Domain.Users;

/// <summary>Takes another nick. RFC 2812 §3.1.2.</summary>
public sealed record ChangeNick(string Nick) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (!now.Names.TryNick(Nick, now.Limits.NickLength, out var display, out var folded)) return new Refusal(RefusalCode.BadNick, Nick);
        if (display == by.Nick) return Verdict.Nothing;
        if (state.Users.TryNick(folded, out var holder) && !ReferenceEquals(holder, by)) return new Refusal(RefusalCode.NickInUse, Nick);
        if (ReservedNicks.Has(folded)) return new Refusal(RefusalCode.NickReserved, Nick);
        if (!now.AsOperator && state.Bans.ReservesNick(folded, now.Wall) is not null) return new Refusal(RefusalCode.NickReserved, Nick);
        if (!now.AsOperator && state.Accounts.Reserves(folded, by.AccountId, now.Limits.NickReservation)) return new Refusal(RefusalCode.NickOwned, Nick);
        foreach (var membership in by.Memberships)
            if (!now.AsOperator && membership.Room.ForbidsNickChangeOf(membership)) return new Refusal(RefusalCode.NickFrozen, membership.Room.Name);

        return new NickChanged(display, folded) { Was = by.Nick, Rooms = by.RoomInstances() };
    }
}

[EventName("user.nick")]
public sealed record NickChanged(string Nick, string NickFolded) : UserEvent
{
    public string Was { get; init; } = "";

    /// <summary>Set when somebody else changed it (staff, or a collision).</summary>
    public Uid User { get; init; }

    /// <summary>The rooms that saw it, for their histories; null: none.</summary>
    public IReadOnlyList<EventId>? Rooms { get; init; }

    public override Uid About => User;
    public override string? Target => Nick;
    public override bool SaidBefore => true;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        state.Users.Rename(user, Nick, NickFolded);
        user.NickSince = at.Stamp;
    }
}
