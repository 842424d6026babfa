using Parlance.Xmpp.Disco;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Queries;

/// <summary>For how long the server runs (XEP-0012 §4).</summary>
public sealed class Uptime : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get("jabber:iq:last", "query", Place.Server) with { Source = "XEP-0012", Version = "2.0", Help = "Tells for how long the server runs." };

    public static void Handle(XmppSession client, in Stanza stanza) =>
        LastSeen.Answer(client, stanza, (client.Node.Now.Monotonic - client.Node.Started.Monotonic) / 1000);
}

/// <summary>How long ago an account was here (XEP-0012 §3), for itself and for those who see its presence. Zero: it is here.</summary>
public sealed class LastSeen : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get("jabber:iq:last", "query", Place.Self | Place.Account) with { Source = "XEP-0012", Version = "2.0", Help = "Tells how long ago somebody was here." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var account = stanza.Place == Place.Self ? client.Account : client.Dialect.AccountAt(stanza.To!);
        if (!Discovering.MaySee(client, stanza)) client.Refuse(stanza, StanzaError.Forbidden);
        else if (account is null) client.Refuse(stanza, StanzaError.ServiceUnavailable);
        else if (client.Node.State.Users.TryAccount(account.Folded, out _)) Answer(client, stanza, 0);
        else Answer(client, stanza, (client.Node.Now.Wall - (account.LastSeen ?? account.Created.Wall)).TotalMilliseconds is > 0 and var away ? (long)away / 1000 : 0);
    }

    internal static void Answer(XmppSession client, in Stanza stanza, long seconds) =>
        client.End(client.StartResult(stanza).Open("query"u8, "jabber:iq:last"u8).Attribute("seconds"u8, seconds).Close());
}
