namespace Parlance.Domain.Rooms;

/// <summary>One more session of a member hears the room: membership is per session, and the user is in while any is (ARCHITECTURE §8). Others hear nothing of it.</summary>
[EventName("channel.attach")]
public sealed record MemberAttached(Uid User, uint Session) : RoomEvent
{
    public override Uid About => User;
    public override Reach Reach => Reach.Nobody;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.MemberOf(User)?.Attach(Session);
}

/// <summary>A session left the room while others of the same user stay.</summary>
[EventName("channel.detach")]
public sealed record MemberDetached(Uid User, uint Session) : RoomEvent
{
    public override Uid About => User;
    public override Reach Reach => Reach.Nobody;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.MemberOf(User)?.Detach(Session);
}
