namespace Parlance.Domain.Rooms;

/// <summary>Ends a room with all in it. For owners, and in a room without any for its founder. XEP-0045 §10.9.</summary>
/// <param name="Reason">For those inside; null: none.</param>
/// <param name="Alternate">Where they may meet instead: a room's name; null: nowhere.</param>
public sealed record CloseRoom(string? Reason, string? Alternate = null) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.Now.AsOperator && room.AccessOf(by.User.AccountFolded) < Access.Owner && by.Rank < Rank.Founder) return RefusalCode.RankTooLow;

        return new RoomClosed(Limits.Cut(Reason ?? "", by.Now.Limits.KickLength)) { Alternate = Alternate };
    }
}

/// <summary>An empty room's lease ended, or its owner or staff closed it: it is no more, and its name is free.</summary>
[EventName("channel.destroy")]
public sealed record RoomClosed([property: Personal] string Reason) : RoomEvent
{
    /// <summary>The room to meet in instead; null: none was named.</summary>
    public string? Alternate { get; init; }

    public override bool Durable => true;
    public override string? Target => Alternate;

    /// <summary>Those who are in it are told that they are not any more.</summary>
    public override bool SaidBefore => true;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        foreach (var member in room.Members.ToArray()) room.Release(member, at.Stamp);
        state.Rooms.Remove(room);
    }
}
