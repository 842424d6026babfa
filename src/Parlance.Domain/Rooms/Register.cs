namespace Parlance.Domain.Rooms;

/// <summary>Makes the room one that lasts: it outlives its members, and belongs to the asker's account. For owners, and for its founder once logged in.</summary>
public sealed record RegisterRoom : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (by.User.AccountFolded is not { } account) return RefusalCode.RegisteredOnly;
        if (!by.Now.Limits.RoomRegistration && !by.Now.AsOperator) return RefusalCode.OperatorsOnly;
        if (room.RegisteredTo is not null) return RefusalCode.AlreadyRegistered;
        if (!by.Now.AsOperator && room.AccessOf(account) < Access.Owner && by.Rank < Rank.Founder) return RefusalCode.RankTooLow;
        if (!by.Now.AsOperator && by.State.Rooms.RegisteredTo(account) >= by.Now.Limits.RegisteredRooms) return new Refusal(RefusalCode.TooMany, "registered rooms");

        return new RoomRegistered(account);
    }
}

/// <summary>The room lasts from now on; its account is an owner.</summary>
/// <param name="Account">The account it belongs to, by its name as it compares.</param>
[EventName("channel.register")]
public sealed record RoomRegistered(string Account) : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => Register.Latest;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        room.SetAccess(Account, new(Access.Owner, at.Dot, at.Stamp));
        state.Rooms.Register(room, Account);
    }
}
