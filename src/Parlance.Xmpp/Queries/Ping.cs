using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Queries;

/// <summary>Whether the server, or one's account, is there (XEP-0199).</summary>
public sealed class Ping : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get("urn:xmpp:ping", "ping", Place.Home | Place.RoomService) with { Source = "XEP-0199", Version = "2.0.1", Help = "Answers a ping." };

    public static void Handle(XmppSession client, in Stanza stanza) => client.Result(stanza);
}
