using Parlance.Domain.Users;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Roster;

/// <summary>A client is available, or says other words about it (RFC 6121 §4.2, §4.4).</summary>
public sealed class Available : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Place.Everybody) { Source = "RFC 6121", Help = "Says how available a client is." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (!stanza.Type.IsEmpty || !PresenceWords.TryRead(stanza.Element, client.Dialect.Pen, out var presence))
        {
            client.Refuse(stanza, StanzaError.BadRequest);
            return;
        }

        var (isFirst, wasReceiving) = (client.Presence is null, client.Node.IsReceiving(client.User!));
        client.Node.ChangePresence(client, presence);
        if (isFirst) client.Dialect.Greet(client);
        if (presence.Priority >= 0 && !wasReceiving) Messages.Kept.Deliver(client);
    }
}

/// <summary>A client is not available any more (RFC 6121 §4.5).</summary>
public sealed class Unavailable : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Place.Everybody, "unavailable") { Source = "RFC 6121", Help = "Says that a client is not available any more." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var words = stanza.Element.Child("status"u8, "jabber:client"u8);
        var farewell = words.IsNone || words.Text.Length > PresenceWords.StatusBytesMax ? null : words.TextString;
        if (client.Presence is not null) client.Node.ChangePresence(client, null, farewell);
    }
}
