using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Domain.Messages;

/// <summary>Who may say what where. Called for every message; allocates nothing.</summary>
public static class Speak
{
    /// <summary>Whether the user may speak in the room. Null: yes.</summary>
    public static RefusalCode? Check(Room room, User by, Member? member, MessageKind kind, ReadOnlySpan<byte> text)
    {
        if (member is null && room.Has(RoomMode.NoExternal)) return RefusalCode.NotInRoom;
        var rank = member?.Rank ?? Rank.None;
        if (kind != MessageKind.Tags && !text.IsEmpty && TextBar(room, rank, kind, text) is { } barred) return barred;
        if (rank >= Rank.Voice) return null;
        if (room.Has(RoomMode.Moderated) && !room.Has(RoomMode.OperatorModerated)) return RefusalCode.CannotSpeak;
        if (room.Has(RoomMode.RegisteredSpeak) && by.Account is null) return RefusalCode.RegisteredOnly;
        return room.Mute(by, member) ? RefusalCode.Banned : null;
    }

    private static RefusalCode? TextBar(Room room, Rank rank, MessageKind kind, ReadOnlySpan<byte> text)
    {
        if (kind == MessageKind.Notice && room.Has(RoomMode.NoNotice) && rank < Rank.Operator) return RefusalCode.TextForbidden;
        if (text[0] == 1 && room.Has(RoomMode.NoCtcp) && !IsAction(text)) return RefusalCode.TextForbidden;
        return room.Has(RoomMode.NoColour) && rank < Rank.Operator && HasFormatting(text) ? RefusalCode.TextForbidden : null;
    }

    public static bool IsAction(ReadOnlySpan<byte> text) => text.StartsWith("\u0001ACTION "u8) || text.SequenceEqual("\u0001ACTION\u0001"u8);

    /// <summary>Bold, colour, hex colour, reset, monospace, reverse, italics, strike-through, underline (modern.ircdocs.horse/formatting).</summary>
    public static bool HasFormatting(ReadOnlySpan<byte> text) => text.ContainsAny(Formatting);

    private static readonly System.Buffers.SearchValues<byte> Formatting = System.Buffers.SearchValues.Create([0x02, 0x03, 0x04, 0x0f, 0x11, 0x16, 0x1d, 0x1e, 0x1f]);
}
