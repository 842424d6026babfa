using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Disco;

/// <summary>What the server is and can (XEP-0030); what it can follows from its handlers.</summary>
public sealed class ServerInfo : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get(Discovering.Info, "query", Place.Server) with { Source = "XEP-0030", Version = "2.5.0", Help = "Tells what the server is and can." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var node = stanza.Payload.Get("node"u8);
        if (!string.IsNullOrEmpty(node) && node != $"{Caps.NodeOf(client.Dialect)}#{Caps.VersionOf(client.Dialect)}")
        {
            client.Refuse(stanza, StanzaError.ItemNotFound);
            return;
        }

        var pen = client.StartResult(stanza).Open("query"u8, "http://jabber.org/protocol/disco#info"u8).AttributeIf("node"u8, node);
        pen.Identity("server", "im", Discovering.NameOf(client.Dialect));
        foreach (var feature in Discovering.FeaturesOf(client.Dialect, Place.Server | Place.Self)) pen.Feature(feature);
        client.End(pen.Close());
    }
}

/// <summary>What an account is and can: one's own, or of somebody whose presence one sees.</summary>
public sealed class AccountInfo : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get(Discovering.Info, "query", Place.Self | Place.Account) with { Feature = "", Source = "XEP-0030", Version = "2.5.0", Help = "Tells what an account is and can." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (!Discovering.MaySee(client, stanza)) client.Refuse(stanza, StanzaError.ServiceUnavailable);
        else if (!stanza.Payload["node"u8].IsEmpty) client.Refuse(stanza, StanzaError.ItemNotFound);
        else
        {
            var pen = client.StartResult(stanza).Open("query"u8, "http://jabber.org/protocol/disco#info"u8).Identity("account", client.Account is null ? "anonymous" : "registered", null);
            foreach (var feature in Discovering.FeaturesOf(client.Dialect, Place.Self)) pen.Feature(feature);
            client.End(pen.Close());
        }
    }
}

/// <summary>What belongs to the server: where rooms are. In the classic profile nothing is named.</summary>
public sealed class ServerItems : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get(Discovering.Items, "query", Place.Server) with { Source = "XEP-0030", Version = "2.5.0", Help = "Tells what belongs to the server." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var pen = client.StartResult(stanza).Open("query"u8, "http://jabber.org/protocol/disco#items"u8);
        if (!client.Node.Settings.Xmpp.IsClassic && stanza.Payload["node"u8].IsEmpty) pen.Open("item"u8).Attribute("jid"u8, client.Dialect.RoomsDomain.Domain).Attribute("name"u8, "Rooms").Close();
        client.End(pen.Close());
    }
}

/// <summary>What belongs to an account: nothing.</summary>
public sealed class AccountItems : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get(Discovering.Items, "query", Place.Self | Place.Account) with { Feature = "", Source = "XEP-0030", Version = "2.5.0", Help = "Tells what belongs to an account." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (!Discovering.MaySee(client, stanza)) client.Refuse(stanza, StanzaError.ServiceUnavailable);
        else client.End(client.StartResult(stanza).Empty("query"u8, "http://jabber.org/protocol/disco#items"u8));
    }
}

internal static class Discovering
{
    public const string Info = "http://jabber.org/protocol/disco#info", Items = "http://jabber.org/protocol/disco#items";

    /// <summary>What is known of the server beside its handlers: what it does with messages (XEP-0160), and caps (XEP-0115).</summary>
    private static readonly string[] s_others = ["msgoffline", "urn:xmpp:sid:0"];

    /// <summary>The name that the server gives itself.</summary>
    public static string NameOf(XmppDialect dialect) => dialect.Node.Settings.Xmpp.IsClassic ? "xmppd" : dialect.Node.Settings.Server.Network;

    /// <summary>What can be asked at any of some places, in order.</summary>
    public static IEnumerable<string> FeaturesOf(XmppDialect dialect, Place at) =>
        dialect.Stanzas.All.Where(entry => (entry.Card.At & at) != 0 && entry.Card.Feature.Length > 0).Select(entry => entry.Card.Feature).Concat(s_others).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Strangers learn nothing, not even whether there is such an account (RFC 6121 §8.5.1).</summary>
    public static bool MaySee(XmppSession client, in Stanza stanza) =>
        stanza.Place == Place.Self || client.Node.State.Rosters.StateOf(client.Jid!.Bare, stanza.To!.Bare).To;

    public static XmlPen Identity(this XmlPen pen, string category, string type, string? name) =>
        pen.Open("identity"u8).Attribute("category"u8, category).Attribute("type"u8, type).AttributeIf("name"u8, name).Close();

    public static XmlPen Feature(this XmlPen pen, string feature) => pen.Open("feature"u8).Attribute("var"u8, feature).Close();
}
