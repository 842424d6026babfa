namespace Parlance.Domain.Rooms;

/// <summary>The room lasts no longer than its members and their lease. For owners.</summary>
public sealed record UnregisterRoom : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.Now.AsOperator && room.AccessOf(by.User.AccountFolded) < Access.Owner) return RefusalCode.RankTooLow;
        if (room.RegisteredTo is null) return RefusalCode.NotRegistered;

        return new RoomUnregistered();
    }
}

/// <summary>The room is as any other again. If nobody is in, its lease begins.</summary>
[EventName("channel.unregister")]
public sealed record RoomUnregistered : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => Register.Latest;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        state.Rooms.Register(room, null);
        if (room.IsEmpty) room.EmptySince = at.Stamp;
    }
}
