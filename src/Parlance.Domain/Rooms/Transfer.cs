namespace Parlance.Domain.Rooms;

/// <summary>Gives a registered room to another account, which becomes an owner; who gave it away is an admin from then on. For whom it belongs to, and for staff.</summary>
/// <param name="Account">The account's name as it compares.</param>
public sealed record TransferRoom(string Account) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (room.RegisteredTo is not { } was) return RefusalCode.NotRegistered;
        if (!by.Now.AsOperator && by.User.AccountFolded != was) return RefusalCode.RankTooLow;
        if (!by.State.Accounts.TryGet(Account, out _)) return new Refusal(RefusalCode.NoSuchAccount, Account);
        if (Account == was) return Verdict.Nothing;
        if (by.State.Rooms.RegisteredTo(Account) >= by.Now.Limits.RegisteredRooms) return new Refusal(RefusalCode.TooMany, "registered rooms");

        var events = new List<Event> { new RoomTransferred(Account) };
        AccessRanks.Follow(room, by.State, Account, Access.Owner, events);
        AccessRanks.Follow(room, by.State, was, Access.Admin, events);
        return events;
    }
}

/// <summary>The room belongs to another account.</summary>
/// <param name="Account">The account it belongs to from now on, by its name as it compares.</param>
[EventName("channel.transfer")]
public sealed record RoomTransferred(string Account) : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => Register.Latest;
    public override string? Target => Account;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        if (room.RegisteredTo is { } was) room.SetAccess(was, new(Access.Admin, at.Dot, at.Stamp));
        room.SetAccess(Account, new(Access.Owner, at.Dot, at.Stamp));
        state.Rooms.Register(room, Account);
    }
}
