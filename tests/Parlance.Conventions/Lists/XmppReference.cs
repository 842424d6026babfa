using System.Globalization;
using System.Text;
using Parlance.Xmpp.Stanzas;

namespace Parlance.Conventions;

/// <summary>Makes docs/reference/xmpp.md.</summary>
public static class XmppReference
{
    public static string Make()
    {
        var cards = new StanzaTable(typeof(StanzaTable).Assembly).All.Select(entry => entry.Card).ToList();
        var page = new StringBuilder("""
            # XMPP reference

            Made from the handlers' own cards; do not edit. Besides these: streams, STARTTLS, SASL and binding (RFC 6120), WebSocket (RFC 7395),
            stream management (XEP-0198) and client state (XEP-0352).

            ## Standards


            """);
        page.Append("| Standard | Version |\n|---|---|\n");
        foreach (var source in cards.Where(card => card.Source.Length > 0).GroupBy(card => card.Source).OrderBy(source => source.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| {source.Key} | {string.Join(", ", source.Select(card => card.Version).Where(version => version.Length > 0).Distinct().Order(StringComparer.Ordinal))} |\n");
        page.Append("\n## Stanzas\n\n`cost` is what a stanza uses of its sender's rate, in messages.\n");
        foreach (var kind in Enum.GetValues<StanzaKind>())
        {
            var own = cards.Where(card => card.Kind == kind).OrderBy(card => card.Namespace, StringComparer.Ordinal).ThenBy(card => card.Element, StringComparer.Ordinal)
                .ThenBy(card => card.Type, StringComparer.Ordinal).ThenBy(card => card.At).ToList();
            if (own.Count == 0) continue;
            page.Append(CultureInfo.InvariantCulture, $"\n### {kind}\n\n| Type | Payload | Addressed to | What it does | Standard | Cost |\n|---|---|---|---|---|---|\n");
            foreach (var card in own)
                page.Append(CultureInfo.InvariantCulture, $"| {card.Type} | {(card.Namespace.Length > 0 ? $"`{card.Element}` `{card.Namespace}`" : "")} | {card.At} | {card.Help} | {card.Source} | {card.Cost} |\n");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }
}
