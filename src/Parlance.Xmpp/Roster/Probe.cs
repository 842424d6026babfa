using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Roster;

/// <summary>Asks how available somebody is: told to those who may see it, and refused to others (RFC 6121 §4.3).</summary>
public sealed class Probe : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Place.Self | Place.Account | Place.Session, "probe") { Source = "RFC 6121", Help = "Asks how available somebody is." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var (own, other) = (client.Jid!.Bare, stanza.To!.Bare);
        if (own != other && !client.Node.State.Rosters.StateOf(own, other).To)
            client.End(client.Dialect.Pen.Open("presence"u8).Attribute("from"u8, other).Attribute("type"u8, "unsubscribed"u8));
        else if (client.Dialect.UserAt(stanza.To) is { } user) client.Dialect.TellAllOf(user, client);
    }
}
