namespace Parlance.Domain.Rooms;

/// <summary>The room began. Its id is the room's instance; whoever wrote it is the founder: a guest while they are in, an account for good.</summary>
[EventName("channel.create")]
public sealed record RoomCreated(string Name, string Folded) : Event
{
    /// <summary>The fold's rules this room lives by, for ever.</summary>
    public int Rules { get; init; } = 1;

    /// <summary>The modes it begins with; defaults are written here, so that the fold needs no configuration.</summary>
    public IReadOnlyList<RoomMode> Modes { get; init; } = [];

    public override bool Durable => true;
    public override string? Target => Name;

    public override void Evolve(NodeState state, in Envelope at)
    {
        var modes = default(RoomModes);
        foreach (var mode in Modes) modes = modes.With(mode, true);
        var room = new Room { Instance = at.Room, Name = Name, Folded = Folded, Founder = at.By.Account is null ? at.By.Uid : default, Creation = at.Dot, Rules = Rules, SetModes = modes, EmptySince = at.Stamp };
        if (at.By.Account is { } account) room.SetAccess(account, new(Access.Owner, at.Dot, at.Stamp));
        room.Seen.Include(at.Dot);
        state.Rooms.Add(room);
    }
}
