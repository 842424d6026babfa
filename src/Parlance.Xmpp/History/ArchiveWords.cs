using Parlance.Domain.Messages;
using Parlance.Log;
using Parlance.Xmpp.Messages;
using Parlance.Xmpp.Rooms;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.History;

/// <summary>An entry of an archive as a result: the message in it is forwarded as it was, with the time it was said at (XEP-0313 §4.2, XEP-0297).</summary>
internal static class ArchiveWords
{
    public static void Write(XmppSession client, ArchiveView view, in ArchiveEntry entry, string? queryId)
    {
        var message = entry.Happened as MessageSent;
        var isGone = entry.Kind == ArchiveKinds.Redacted;
        if (message is not null && !isGone && !Forwarding.HasWords(message)) return;
        var pen = client.Dialect.Pen.Open("message"u8).Attribute("from"u8, view.Address)
            .Open("result"u8, Mam.Ns).AttributeIf("queryid"u8, queryId).Attribute("id"u8, entry.At.Id.ToString()).Open("forwarded"u8, "urn:xmpp:forward:0"u8)
            .Open("delay"u8, "urn:xmpp:delay"u8).Attribute("stamp"u8, entry.At.Stamp.Wall.ToString()).Close();
        if (entry.Happened is MessageRedacted redacted) Retracted(pen, client, view, redacted, entry);
        else if (message is null)
        {
            pen.Forget();
            return;
        }
        else if (isGone) Tombstone(pen, client, view, message, entry);
        else if (view.Room is { } room) GroupMessage.Forward(pen, client, room, message, entry.At, NickOf(message, entry));
        else Forwarding.Message(pen, client.Dialect, message, entry.At, null, null, view.Address, isForwarded: true, from: SenderOf(client, message, entry), addressee: AddresseeOf(client, message, entry));
        client.End(pen.Close().Close());
    }

    /// <summary>Where a message stood that was taken back (XEP-0424 §4).</summary>
    private static void Tombstone(XmlPen pen, XmppSession client, ArchiveView view, MessageSent message, in ArchiveEntry entry)
    {
        Begin(pen, view, entry, view.Room is null ? SenderOf(client, message, entry) : InRoom(view, NickOf(message, entry)));
        if (view.Room is null) pen.Attribute("to"u8, AddresseeOf(client, message, entry) ?? Forwarding.AddressOf(client.Dialect, message, null));
        pen.Empty("retracted"u8, "urn:xmpp:message-retract:1"u8);
        StanzaId(pen, view, entry);
        pen.Close();
    }

    /// <summary>That a message was taken back, as it was said then.</summary>
    private static void Retracted(XmlPen pen, XmppSession client, ArchiveView view, MessageRedacted redacted, in ArchiveEntry entry)
    {
        var sender = redacted.ByModerator ? view.Address : view.Room is not null ? InRoom(view, NickOf(null, entry)) : PartyOf(client, entry);
        Begin(pen, view, entry, sender);
        pen.Open("retract"u8, "urn:xmpp:message-retract:1"u8).Attribute("id"u8, redacted.Message.ToString());
        if (redacted.ByModerator) pen.Empty("moderated"u8, "urn:xmpp:message-moderate:1"u8);
        if (redacted.Reason is { } reason) pen.Element("reason"u8, reason);
        pen.Close();
        StanzaId(pen, view, entry);
        pen.Close();
    }

    private static void Begin(XmlPen pen, ArchiveView view, in ArchiveEntry entry, string from) =>
        pen.Open("message"u8, "jabber:client"u8).Attribute("from"u8, from).Attribute("id"u8, (entry.Happened as MessageSent)?.OriginId ?? entry.At.Id.ToString())
            .Attribute("type"u8, view.Room is null ? "chat"u8 : "groupchat"u8);

    private static void StanzaId(XmlPen pen, ArchiveView view, in ArchiveEntry entry) =>
        pen.Open("stanza-id"u8, Muc.StanzaId).Attribute("by"u8, view.Address).Attribute("id"u8, entry.At.Id.ToString()).Close();

    /// <summary>Who said it, by the nick of then; null: the room's own words.</summary>
    private static string? NickOf(MessageSent? message, in ArchiveEntry entry) => message?.RelayedAs ?? (entry.Source.Length == 0 ? null : entry.Source.Split('!')[0]);

    private static string InRoom(ArchiveView view, string? nick) => nick is null ? view.Address : $"{view.Address}/{nick}";

    /// <summary>What was said through a room is known by the nick there: it need not tell whose it is.</summary>
    private static string SenderOf(XmppSession client, MessageSent message, in ArchiveEntry entry)
    {
        var bare = PartyOf(client, entry);
        if (bare != client.Jid!.Bare && ThroughOf(client, message) is { } room && NickOf(message, entry) is { } nick) return $"{room}/{nick}";
        return message.FromResource is { } resource ? $"{bare}/{resource}" : bare;
    }

    /// <summary>Null: as it says itself.</summary>
    private static string? AddresseeOf(XmppSession client, MessageSent message, in ArchiveEntry entry)
    {
        if (PartyOf(client, entry) != client.Jid!.Bare || ThroughOf(client, message) is not { } room) return null;
        return (client.Dialect.Node.UserOf(message.To)?.Nick ?? message.ToAccount) is { } nick ? $"{room}/{nick}" : room;
    }

    private static string? ThroughOf(XmppSession client, MessageSent message) => message.Through is { } room ? client.Dialect.Addresses.Of(room).Bare : null;

    private static string PartyOf(XmppSession client, in ArchiveEntry entry) =>
        entry.At.By.Account is { } account ? Jid.Of(account, client.Dialect.Domain.Domain).Bare : client.Dialect.GuestAddress(entry.At.By.Uid).Bare;
}
