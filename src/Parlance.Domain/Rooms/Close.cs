namespace Parlance.Domain.Rooms;

/// <summary>Ends a room with all that is in it, by staff.</summary>
public sealed record CloseRoom(string Reason) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by) =>
        by.Now.AsOperator ? new RoomClosed(Limits.Cut(Reason, by.Now.Limits.KickLength)) : RefusalCode.OperatorsOnly;
}

/// <summary>An empty room's lease ended, or staff closed it: it is no more, and its name is free.</summary>
[EventName("channel.destroy")]
public sealed record RoomClosed(string Reason) : RoomEvent
{
    public override bool Durable => true;

    /// <summary>Those who are in it are told that they are not any more.</summary>
    public override bool SaidBefore => true;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        foreach (var member in room.Members.ToArray()) room.Release(member, at.Stamp);
        state.Rooms.Remove(room);
    }
}
