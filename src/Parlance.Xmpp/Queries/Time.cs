using System.Globalization;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Queries;

/// <summary>The server's time (XEP-0202), in UTC and said to be there.</summary>
public sealed class TimeQuery : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get("urn:xmpp:time", "time", Place.Server) with { Source = "XEP-0202", Version = "2.0", Help = "Tells the time." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var now = client.Node.Now.Wall.ToDateTime().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        client.End(client.StartResult(stanza).Open("time"u8, "urn:xmpp:time"u8).Element("tzo"u8, "+00:00").Element("utc"u8, now).Close());
    }
}
