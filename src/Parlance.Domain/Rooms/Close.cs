namespace Parlance.Domain.Rooms;

/// <summary>An empty room's lease ended, or staff closed it: it is no more, and its name is free.</summary>
[EventName("channel.destroy")]
public sealed record RoomClosed(string Reason) : RoomEvent
{
    public override bool Durable => true;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        foreach (var member in room.Members.ToArray()) room.Release(member, at.Stamp);
        state.Rooms.Remove(room);
    }
}
