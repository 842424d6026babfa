namespace Parlance.Domain.Rooms;

/// <summary>Sets or clears one mode. RFC 2812 §3.2.3, RFC 2811 §4.2.</summary>
public sealed record ChangeMode(RoomMode Mode, bool On, string? Value = null) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.IsIn) return RefusalCode.NotInRoom;
        if (by.Rank < Rank.Operator) return RefusalCode.RankTooLow;
        if (Mode is RoomMode.OperatorsOnly or RoomMode.Permanent && by.User.Operator is null && !by.Now.AsOperator) return RefusalCode.OperatorsOnly;
        if (Mode == RoomMode.Registered) return RefusalCode.OperatorsOnly;
        if (room.Locks.Find(Mode) is not null) return RefusalCode.RankTooLow;
        if (!On) return room.Has(Mode) ? new ModeChanged(Mode, false, Mode == RoomMode.Key ? room.Modes.Key : null) : Verdict.Nothing;

        string? value = null;
        if (RoomModes.HasValue(Mode) && !TryValue(room, by, out value, out var refusal)) return refusal;
        return room.Has(Mode) && room.Modes.ValueOf(Mode) == value ? Verdict.Nothing : new ModeChanged(Mode, true, value);
    }

    private bool TryValue(Room room, in Asker by, out string? value, out Refusal refusal)
    {
        refusal = new(RefusalCode.BadParameter, Value);
        value = Mode switch
        {
            RoomMode.Key => IsKey(Value) ? Limits.Cut(Value!, by.Now.Limits.KeyLength) : null,
            RoomMode.Limit => int.TryParse(Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var limit) && limit > 0
                ? limit.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
            RoomMode.Forward => ForwardTarget(room, by, ref refusal),
            _ => Rate.Parse(Value)?.ToString(),
        };
        return value is not null;
    }

    /// <summary>RFC 2812 §2.3.1: no space, comma, colon at the start, or control character.</summary>
    private static bool IsKey(string? text) =>
        !string.IsNullOrEmpty(text) && text[0] != ':' && !text.AsSpan().ContainsAny(' ', ',') && !text.Any(char.IsControl);

    /// <summary>A room the asker may send others to: one where they are operator, or that invites all (+F is not needed, rank is).</summary>
    private string? ForwardTarget(Room room, in Asker by, ref Refusal refusal)
    {
        if (Value is null || !by.Now.Names.TryRoom(Value.TrimStart('#'), by.Now.Limits.RoomLength, out _, out var folded)) return null;
        if (!by.State.Rooms.TryGet(folded, out var target) || ReferenceEquals(target, room))
        {
            refusal = new(RefusalCode.NoSuchRoom, Value);
            return null;
        }

        if (by.Now.AsOperator || target.MemberOf(by.User.Uid)?.Rank >= Rank.Operator) return target.Name;
        refusal = new(RefusalCode.RankTooLow, Value);
        return null;
    }
}

/// <summary>One mode is set or cleared; a cleared key tells which it was, as IRC's MODE line shows it.</summary>
[EventName("channel.mode")]
public sealed record ModeChanged(RoomMode Mode, bool On, string? Value) : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => Register.Mode;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.SetModes = room.SetModes.With(Mode, On, Value);
}
