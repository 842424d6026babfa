namespace Parlance.Domain.Rooms;

/// <summary>A name that a room had: until then it leads to the room. ARCHITECTURE §8, "Names".</summary>
public readonly record struct FormerName(EventId Room, Instant Until)
{
    /// <summary>How long an old name leads to the room.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Old names kept for one room; the oldest is free again when there are more.</summary>
    public const int PerRoomMax = 10;
}

/// <summary>Gives a room another name; everything else of it stays. IRCv3 draft/channel-rename.</summary>
public sealed record RenameRoom(string Name, string? Reason) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.IsIn) return RefusalCode.NotInRoom;
        if (by.Rank < (room.Has(RoomMode.Registered) ? Rank.Founder : Rank.Operator)) return RefusalCode.RankTooLow;
        if (!by.Now.Names.TryRoom(Name, by.Now.Limits.RoomLength, out var display, out var folded)) return RefusalCode.BadRoomName;
        if (display == room.Name) return Verdict.Nothing;
        if (folded != room.Folded)
        {
            if (by.State.Rooms.TryGet(folded, out _)) return RefusalCode.RoomExists;
            if (by.State.Rooms.TryFormer(folded, by.Now.Wall, out var leadsTo) && !ReferenceEquals(leadsTo, room)) return RefusalCode.RoomExists;
            if (!by.Now.AsOperator && by.State.Bans.ReservesRoom(folded, by.Now.Wall) is { } reserved) return new Refusal(RefusalCode.NickReserved, reserved.Reason);
        }

        return new RoomRenamed(display, folded, room.Name, Limits.Cut(Reason ?? "", by.Now.Limits.KickLength));
    }
}

/// <param name="Name">The new name.</param>
/// <param name="Folded">The same as it compares.</param>
/// <param name="Was">The old name.</param>
/// <param name="Reason">Why; empty: not said.</param>
[EventName("channel.rename")]
public sealed record RoomRenamed(string Name, string Folded, string Was, [property: Personal] string Reason) : RoomEvent
{
    public override bool Durable => true;
    public override string? Target => Name;
    public override Register Merges => Register.Latest;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => state.Rooms.Rename(room, Name, Folded, at.Stamp.Wall + FormerName.Lifetime);
}
