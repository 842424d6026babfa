namespace Parlance.Domain.Rooms;

/// <summary>Holds a mode on or off, whatever operators set meanwhile (ChanServ's mode lock), or lets go of it: for founders.</summary>
/// <param name="Mode">Which.</param>
/// <param name="On">How it is held; null: no longer.</param>
/// <param name="Value">The value of a mode that has one, in canonical text.</param>
public sealed record LockMode(RoomMode Mode, bool? On, string? Value = null) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.IsIn) return RefusalCode.NotInRoom;
        if (by.Rank < Rank.Founder) return RefusalCode.RankTooLow;
        if (On is true && RoomModes.HasValue(Mode) && Value is null) return new Refusal(RefusalCode.BadParameter, Value);
        return room.Locks.Find(Mode) is var held && held?.On == On && held?.Value == Value ? Verdict.Nothing : new ModeLocked(Mode, On, Value);
    }
}

/// <summary>A mode is held on or off from now on, or (null) no longer. What is set beneath it stays as it was.</summary>
[EventName("channel.lock")]
public sealed record ModeLocked(RoomMode Mode, bool? On, string? Value) : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => Register.Mode;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.Locks = room.Locks.With(Mode, On, Value);
}

/// <summary>A mode that is held on or off.</summary>
public sealed record ModeLock(RoomMode Mode, bool On, string? Value);

/// <summary>The modes of a room that are held, in their order.</summary>
public readonly struct ModeLocks
{
    private readonly ModeLock[]? _held;

    private ModeLocks(ModeLock[] held) => _held = held;

    public ReadOnlySpan<ModeLock> All => _held;

    public ModeLock? Find(RoomMode mode) => _held is null ? null : Array.Find(_held, held => held.Mode == mode);

    public ModeLocks With(RoomMode mode, bool? on, string? value)
    {
        IEnumerable<ModeLock> others = (_held ?? []).Where(held => held.Mode != mode);
        return new([.. (on is { } held ? others.Append(new(mode, held, value)) : others).OrderBy(held => held.Mode)]);
    }

    /// <summary>What is set, as it reads under what is held.</summary>
    public RoomModes Over(RoomModes set)
    {
        foreach (var held in All) set = set.With(held.Mode, held.On, held.Value);
        return set;
    }
}
