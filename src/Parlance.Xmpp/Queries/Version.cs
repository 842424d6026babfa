using Parlance.Engine;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Queries;

/// <summary>What the server runs (XEP-0092): name and version; the operating system is nobody's business.</summary>
public sealed class VersionQuery : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get("jabber:iq:version", "query", Place.Server | Place.RoomService) with { Source = "XEP-0092", Version = "1.1", Help = "Tells what the server runs." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var dash = Node.Version.IndexOf('-', StringComparison.Ordinal);
        client.End(client.StartResult(stanza).Open("query"u8, "jabber:iq:version"u8).Element("name"u8, "Parlance").Element("version"u8, Node.Version[(dash + 1)..]).Close());
    }
}
