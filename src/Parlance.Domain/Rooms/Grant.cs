namespace Parlance.Domain.Rooms;

/// <summary>Gives or takes one rank of one member. CONVERGENCE 1.2: the grantor's rank covers the level, the target is no senior.</summary>
public sealed record ChangeRank(Uid User, Rank Rank, bool Grant) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (room.MemberOf(User) is not { } target) return RefusalCode.UserNotInRoom;
        var lowersSelf = !Grant && User == by.User.Uid && by.Member is not null;
        if (!lowersSelf && !by.IsIn) return RefusalCode.NotInRoom;
        if (!lowersSelf && (by.Rank.MayGrant() < Rank || by.Rank == Rank.None)) return RefusalCode.RankTooLow;
        if (!lowersSelf && User != by.User.Uid && target.Rank > by.Rank) return new Refusal(RefusalCode.TargetOutranks, target.User.Nick);
        if ((target.Ranks & Rank.AsSet()) != 0 == Grant) return Verdict.Nothing;

        return Grant ? new RankGranted(User, Rank) : new RankRevoked(User, Rank);
    }
}

/// <summary>A guest's rank lives as long as the session; hence not durable.</summary>
[EventName("channel.grant")]
public sealed record RankGranted(Uid User, Rank Rank) : RoomEvent
{
    public override Uid About => User;
    public override Register Merges => Register.Rank;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.MemberOf(User)?.Grant(Rank, at.Dot);
}

[EventName("channel.revoke")]
public sealed record RankRevoked(Uid User, Rank Rank) : RoomEvent
{
    public override Uid About => User;
    public override Register Merges => Register.Rank;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.MemberOf(User)?.Revoke(Rank);
}
