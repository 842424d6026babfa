namespace Parlance.Domain.Rooms;

/// <summary>Why somebody is put out: XMPP says which by status codes (XEP-0045 §15.6).</summary>
public enum KickCause
{
    Kick,
    /// <summary>A ban came with it.</summary>
    Ban,
    /// <summary>They are no member any more of a room for members only.</summary>
    Membership,
    /// <summary>The room became one for members only.</summary>
    MembersOnly,
}

/// <summary>Puts somebody out. RFC 2812 §3.2.8. A half-operator may kick those below; nobody kicks a senior.</summary>
public sealed record Kick(Uid User, string? Reason) : RoomCommand
{
    public KickCause Cause { get; init; }

    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.IsIn) return RefusalCode.NotInRoom;
        if (by.Rank < Rank.HalfOperator) return RefusalCode.RankTooLow;
        if (room.MemberOf(User) is not { } target) return RefusalCode.UserNotInRoom;
        if (room.Has(RoomMode.NoKick) && by.Rank < Rank.Founder) return new Refusal(RefusalCode.TargetOutranks, target.User.Nick);
        if (User != by.User.Uid && (target.Rank > by.Rank || (by.Rank == Rank.HalfOperator && target.Rank == Rank.HalfOperator)))
            return new Refusal(RefusalCode.TargetOutranks, target.User.Nick);

        return new MemberKicked(User, Limits.Cut(Reason ?? by.User.Nick, by.Now.Limits.KickLength)) { Cause = Cause };
    }
}

[EventName("channel.kick")]
public sealed record MemberKicked(Uid User, [property: Personal] string Reason) : RoomEvent
{
    public KickCause Cause { get; init; }

    public override Uid About => User;
    public override bool SaidBefore => true;
    public override Register Merges => Register.ObservedRemove;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        if (room.MemberOf(User) is { } member) room.Release(member, at.Stamp);
    }
}
