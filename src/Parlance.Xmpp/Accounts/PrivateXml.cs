using System.Text;
using Parlance.Domain.Accounts;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Accounts;

/// <summary>What a client kept for itself (XEP-0049 §2.2); bookmarks of XEP-0048 are there.</summary>
public sealed class PrivateQuery : IStanza
{
    public const string Space = "jabber:iq:private";

    public static StanzaCard Card { get; } = StanzaCard.Get(Space, "query", Place.Self) with { Source = "XEP-0049", Version = "1.2", Help = "Shows what was kept." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var asked = stanza.Payload.First;
        if (client.Account is not { } account) client.Refuse(stanza, StanzaError.NotAllowed, Registering.ForGuests);
        else if (asked.IsNone || asked.Namespace.IsEmpty) client.Refuse(stanza, StanzaError.BadRequest);
        else
        {
            var isThere = account.Private.TryGet(KeyOf(asked), out var kept);
            var pen = client.StartResult(stanza).Open("query"u8, "jabber:iq:private"u8);
            if (isThere) pen.Raw(kept.Span);
            else pen.Empty(asked.Name, asked.Namespace);
            client.End(pen.Close());
        }
    }

    internal static string KeyOf(in Wire.Element element) => PrivateStore.KeyOf(Encoding.UTF8.GetString(element.Namespace), Encoding.UTF8.GetString(element.Name));
}

/// <summary>Keeps something for a client (XEP-0049 §2.1): elements of namespaces that are not the protocol's own, in order until one is refused.</summary>
public sealed class PrivateChange : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Set(PrivateQuery.Space, "query", Place.Self) with { Feature = "", Cost = 1, Source = "XEP-0049", Version = "1.2", Help = "Keeps something for its clients." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Account is not { } account) client.Refuse(stanza, StanzaError.NotAllowed, Registering.ForGuests);
        else if (Read(client, stanza) is not { Count: > 0 } elements) client.Refuse(stanza, StanzaError.NotAcceptable);
        else
        {
            foreach (var element in elements)
                if (client.Node.Ask(client, account, element) is { } refusal)
                {
                    client.Refuse(stanza, refusal);
                    return;
                }

            client.Result(stanza);
        }
    }

    /// <summary>Null: one of them may not be kept (XEP-0049 §2.3), or they are more than ever could be.</summary>
    private static List<KeepPrivate>? Read(XmppSession client, in Stanza stanza)
    {
        var elements = new List<KeepPrivate>();
        foreach (var child in stanza.Payload.Children)
        {
            if (child.Namespace.IsEmpty || child.Namespace.StartsWith("jabber:"u8) || elements.Count == PrivateStore.ElementsMax) return null;
            // An empty one says nothing that its absence does not.
            var isEmpty = child.RawContent.IsEmpty && !child.Attributes.GetEnumerator().MoveNext();
            var pen = client.Dialect.Pen;
            if (!isEmpty) pen.Copy(child);
            elements.Add(new(PrivateQuery.KeyOf(child), pen.Written.ToArray()));
            pen.Forget();
        }

        return elements;
    }
}
