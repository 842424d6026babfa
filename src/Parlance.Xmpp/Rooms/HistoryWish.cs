using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Log;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>How much of what was said before somebody wants when they come in (XEP-0045 §7.2.14).</summary>
internal sealed class HistoryWish
{
    /// <summary>Messages for who does not say how many.</summary>
    public const int UsualMessages = 20;

    /// <summary>Messages at most, whoever asks: more is asked of the archive (XEP-0313).</summary>
    public const int MessagesMax = 250;

    public static HistoryWish Usual { get; } = new();

    private int Messages { get; init; } = UsualMessages;
    private Instant? Since { get; init; }
    private int _characters = int.MaxValue;

    public bool IsNone => Messages == 0 || _characters == 0;

    /// <summary>Of <c>&lt;history/&gt;</c>; what it does not say, or not in its form, is as usual.</summary>
    public static HistoryWish Read(in Element history, Instant now)
    {
        if (history.IsNone) return Usual;
        var since = Number(history["seconds"u8]) is { } seconds ? new Instant(Math.Max(0, now.Milliseconds - (seconds * 1000L))) : (Instant?)null;
        if (history.Get("since"u8) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from))
            since = new Instant(Math.Max(0, from.ToUnixTimeMilliseconds()));
        var most = Number(history["maxstanzas"u8]) ?? (since is null ? UsualMessages : MessagesMax);
        return new() { Messages = Math.Min(most, MessagesMax), Since = since, _characters = Number(history["maxchars"u8]) ?? int.MaxValue };
    }

    public ArchiveQuery? QueryOf(XmppSession client, Room room) => client.User?.In(room) is not { } member ? null : new()
    {
        Conversation = Conversation.OfRoom(room.Instance), Limit = Messages, Rank = member.Rank, NotBefore = client.Node.HistoryFrom,
        After = Since is { } since ? ArchivePoint.At(since).AndOn : null,
    };

    /// <summary>Says a message of then, if there are characters left for it.</summary>
    public void Say(XmppSession client, Room room, in ArchiveEntry entry)
    {
        if (entry.Happened is not MessageSent message || message.Kind == MessageKind.Tags) return;
        var pen = client.Dialect.Pen;
        var nick = message.RelayedAs ?? entry.Source.Split('!')[0];
        GroupMessage.Write(pen, client.Dialect, room, message, entry.At, nick.Length > 0 ? nick : null, isPast: true);
        if (pen.Length > _characters) pen.Forget();
        else client.Flush(pen);
    }

    private static int? Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out int number, out var used) && used == text.Length && number >= 0 ? number : null;
}
