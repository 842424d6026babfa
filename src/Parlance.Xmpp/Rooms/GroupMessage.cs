using System.Globalization;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Xmpp.Messages;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>What was said in a room, to all who hear it and to who said it (XEP-0045 §7.4): with the archive's id (XEP-0359) and the speaker's (XEP-0421).</summary>
public sealed class GroupMessageVoice : IXmppVoice<MessageSent>
{
    public static void Say(MessageSent happened, in Utterance what, XmlPen pen)
    {
        if (what.Room is not { } room || what.Dialect() is not { } dialect) return;
        if (!Forwarding.HasWords(happened)) return;
        GroupMessage.Write(pen, dialect, room, happened, what.At, happened.RelayedAs ?? what.By?.Nick, isPast: false);
    }
}

internal static class GroupMessage
{
    /// <param name="pen">Where to.</param>
    /// <param name="dialect">Whose addresses.</param>
    /// <param name="room">Where it was said.</param>
    /// <param name="message">What.</param>
    /// <param name="at">When and by whom.</param>
    /// <param name="nick">Their nick then; null: the room's own words.</param>
    /// <param name="isPast">It is history: with the time it was said at (XEP-0203).</param>
    public static void Write(XmlPen pen, XmppDialect dialect, Room room, MessageSent message, in Envelope at, string? nick, bool isPast)
    {
        pen.Open("message"u8);
        Say(pen, dialect, room, message, at, nick);
        if (isPast) Delay(pen, dialect.Addresses.Of(room).Bare, at.Stamp.Wall);
        pen.End();
    }

    /// <summary>Writes it as it was, into another stanza; who may see addresses sees the speaker's (XEP-0313 §5.1).</summary>
    public static void Forward(XmlPen pen, XmppSession to, Room room, MessageSent message, in Envelope at, string? nick)
    {
        pen.Open("message"u8, "jabber:client"u8);
        Say(pen, to.Dialect, room, message, at, nick);
        if (message.RelayedAs is null && at.By.Account is { } account && (!room.HidesAddresses() || to.User?.In(room)?.Rank >= Rank.Operator))
            pen.Open("x"u8, Muc.User).Open("item"u8).Attribute("jid"u8, Jid.Of(account, to.Dialect.Domain.Domain).Bare).Close().Close();
        pen.Close();
    }

    private static void Say(XmlPen pen, XmppDialect dialect, Room room, MessageSent message, in Envelope at, string? nick)
    {
        var address = dialect.Addresses.Of(room).Bare;
        var id = at.Id.ToString();
        pen.Attribute("from"u8, nick is null ? address : $"{address}/{nick}").Attribute("id"u8, message.OriginId ?? id).Attribute("type"u8, "groupchat"u8);
        if (ChatWords.BodyOf(message) is { } body) pen.Element("body"u8, body);
        if (message.Elements is { } elements) pen.Raw(elements.Span);
        else ClientTagWords.Write(pen, dialect, message);
        pen.Open("stanza-id"u8, Muc.StanzaId).Attribute("by"u8, address).Attribute("id"u8, id).Close();
        if (OccupantOf(dialect, room, message, at) is { } occupant) pen.Open("occupant-id"u8, Muc.OccupantId).Attribute("id"u8, occupant).Close();
    }

    public static void Delay(XmlPen pen, string from, Instant at) =>
        pen.Open("delay"u8, Muc.Delay).Attribute("from"u8, from).Attribute("stamp"u8, at.ToDateTime().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Close();

    private static string? OccupantOf(XmppDialect dialect, Room room, MessageSent message, in Envelope at)
    {
        if (message.RelayedAs is not null || at.By.IsServer) return null;
        return room.MemberOf(at.By.Uid) is { } member && member.User.AccountFolded == at.By.Account ? dialect.Addresses.IdOf(member) : dialect.Addresses.IdOf(room, at.By.Uid, at.By.Account);
    }
}
