namespace Parlance.Domain.Rooms;

/// <summary>Gives or takes a member's rank with the authority of the asker's lasting access instead of the rank they have just now: what ChanServ does for people.</summary>
public sealed record RankByAccess(Uid User, Rank Rank, bool Grant) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        var own = by.Now.AsOperator ? Rank.Staff : room.AccessOf(by.User.AccountFolded).Rank();
        if (room.MemberOf(User) is not { } target) return RefusalCode.UserNotInRoom;
        var isOwn = User == by.User.Uid;
        if (own.MayGrant() < Rank && !(isOwn && own >= Rank)) return RefusalCode.RankTooLow;
        if (!isOwn && !Grant && target.Rank > own) return new Refusal(RefusalCode.TargetOutranks, target.User.Nick);
        if ((target.Ranks & Rank.AsSet()) != 0 == Grant) return Verdict.Nothing;

        return Grant ? new RankGranted(User, Rank) : new RankRevoked(User, Rank);
    }
}
