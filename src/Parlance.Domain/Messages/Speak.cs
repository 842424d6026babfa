using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Domain.Messages;

/// <summary>Why somebody may not say something in a room.</summary>
/// <param name="Code">The kind of reason.</param>
/// <param name="Mode">The mode that forbids it; null: a ban or mute does.</param>
public readonly record struct SpeechBar(RefusalCode Code, RoomMode? Mode = null);

/// <summary>Who may say what where. Called for every message; allocates nothing.</summary>
public static class Speak
{
    /// <summary>Whether the user may say it in the room. Null: yes.</summary>
    public static SpeechBar? Check(Room room, User by, Member? member, MessageKind kind, ReadOnlySpan<byte> text)
    {
        if (member is null && room.Has(RoomMode.NoExternal)) return new(RefusalCode.NotInRoom, RoomMode.NoExternal);
        var rank = member?.Rank ?? Rank.None;
        if (kind != MessageKind.Tags && !text.IsEmpty && TextBar(room, rank, kind, text) is { } barred) return new(RefusalCode.TextForbidden, barred);
        if (rank >= Rank.Voice) return null;
        if (room.Has(RoomMode.Moderated) && !room.Has(RoomMode.OperatorModerated)) return new(RefusalCode.CannotSpeak, RoomMode.Moderated);
        if (room.Has(RoomMode.RegisteredSpeak) && by.Account is null) return new(RefusalCode.RegisteredOnly, RoomMode.RegisteredSpeak);
        return room.Mute(by, member) ? new(RefusalCode.Banned) : null;
    }

    /// <summary>Whether only moderators are to hear it: the room is moderated, and words of the unvoiced go to them instead of nowhere.</summary>
    public static bool IsForModerators(Room room, Member? member) =>
        room.Has(RoomMode.OperatorModerated) && room.Has(RoomMode.Moderated) && (member is null || member.Rank < Rank.Voice);

    private static RoomMode? TextBar(Room room, Rank rank, MessageKind kind, ReadOnlySpan<byte> text)
    {
        if (kind == MessageKind.Notice && room.Has(RoomMode.NoNotice) && rank < Rank.Operator) return RoomMode.NoNotice;
        if (room.Has(RoomMode.NoCtcp) && IsCtcp(text)) return RoomMode.NoCtcp;
        return room.Has(RoomMode.NoColour) && rank < Rank.Operator && Formatting.IsIn(text) ? RoomMode.NoColour : null;
    }

    /// <summary>Whether it asks or answers a client (CTCP); an ACTION is something said.</summary>
    public static bool IsCtcp(ReadOnlySpan<byte> text) => text.StartsWith((byte)1) && !IsAction(text);

    public static bool IsAction(ReadOnlySpan<byte> text) => text.StartsWith("\u0001ACTION "u8) || text.SequenceEqual("\u0001ACTION\u0001"u8);
}
