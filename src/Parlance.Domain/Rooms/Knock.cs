namespace Parlance.Domain.Rooms;

/// <summary>Asks those inside for an invitation. A room that takes anybody needs none.</summary>
public sealed record Knock : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (by.Member is not null) return new Refusal(RefusalCode.AlreadyInRoom, by.User.Nick);
        if (room.Has(RoomMode.NoKnock) || room.Has(RoomMode.Private)) return RefusalCode.NoKnock;
        if (room.Bars(by.User)) return RefusalCode.Banned;
        if (!room.Has(RoomMode.InviteOnly) && room.Modes.Key is null && !(room.Modes.Limit > 0 && room.Count >= room.Modes.Limit)) return RefusalCode.RoomIsOpen;

        return new MemberKnocked();
    }
}

/// <summary>Heard by those who may invite. It changes nothing.</summary>
[EventName("channel.knock")]
public sealed record MemberKnocked : RoomEvent
{
    public override bool IsSelective(Room room) => true;
    public override bool IsHeardBy(Room room, Member listener) => listener.Rank >= Rank.HalfOperator || room.Has(RoomMode.FreeInvite);

    protected override void Evolve(Room room, NodeState state, in Envelope at) { }
}
