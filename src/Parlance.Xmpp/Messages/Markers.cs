using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Log;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Messages;

/// <summary>A marker that a message was displayed (XEP-0333) moves the account's read marker, which is IRC's <c>MARKREAD</c> too.</summary>
internal static class Markers
{
    /// <summary>In a room a message is known by the room's id for it.</summary>
    public static void Take(XmppSession client, in Stanza stanza, Room room)
    {
        var displayed = stanza.Element.Child("displayed"u8, "urn:xmpp:chat-markers:0"u8);
        if (displayed.IsNone || client.Account is not { } own || displayed["id"u8].Length != EventId.Length || !EventId.TryParse(displayed.Get("id"u8), out var message)) return;
        client.Node.Ask(client, own, new MarkRead(room.Instance.ToString(), message.Stamp.Wall));
    }

    public static void Take(XmppSession client, in Stanza stanza, User? user, Account? account)
    {
        var displayed = stanza.Element.Child("displayed"u8, "urn:xmpp:chat-markers:0"u8);
        if (displayed.IsNone || client.Account is not { } own || !displayed.TryGet("id"u8, out var id) || id.Length > StanzaIds.LengthMax) return;
        var message = client.Dialect.StanzaIds.Find(System.Text.Encoding.UTF8.GetString(id), stanza.To?.Bare ?? "", client.Jid!.Bare);
        if (!message.IsNone) client.Node.Ask(client, own, new MarkRead(Party.Of(user?.Uid ?? default, account?.Folded ?? user?.AccountFolded), message.Stamp.Wall));
    }
}
