using System.Security.Cryptography;
using System.Text;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Disco;

/// <summary>What the server can, as one hash in its stream features: who knows it need not ask (XEP-0115 §6.3).</summary>
public sealed class Caps : IStreamFeature
{
    public static int Order => 40;

    public static void Offer(XmppSession client, XmlPen pen)
    {
        if (client.Stage != Stage.Authenticated) return;
        pen.Open("c"u8, "http://jabber.org/protocol/caps"u8).Attribute("hash"u8, "sha-1"u8).Attribute("node"u8, NodeOf(client.Dialect)).Attribute("ver"u8, VersionOf(client.Dialect)).Close();
    }

    internal static string NodeOf(XmppDialect dialect) => $"xmpp:{dialect.Domain.Domain}";

    /// <summary>The verification string of XEP-0115 §5.1 over what <see cref="ServerInfo"/> answers.</summary>
    internal static string VersionOf(XmppDialect dialect)
    {
        var text = new StringBuilder("server/im//").Append(Discovering.NameOf(dialect)).Append('<');
        foreach (var feature in Discovering.FeaturesOf(dialect, Place.Server | Place.Self)) text.Append(feature).Append('<');
#pragma warning disable CA5350 // The hash that XEP-0115 names; nothing is kept secret by it.
        return Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5350
    }
}
