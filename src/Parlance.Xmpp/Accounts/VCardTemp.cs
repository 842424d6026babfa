using Parlance.Domain.Accounts;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Accounts;

/// <summary>Shows who somebody says they are (XEP-0054 §3.1, §3.3). One's own is empty until it is set; that there is none, and that there is no such account, look the same to others.</summary>
public sealed class VCardQuery : IStanza
{
    public const string Space = "vcard-temp";

    public static StanzaCard Card { get; } = StanzaCard.Get(Space, "vCard", Place.Self | Place.Account) with { Source = "XEP-0054", Version = "1.2", Help = "Shows somebody's vCard." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var isOwn = stanza.Place == Place.Self;
        var card = (isOwn ? client.Account : client.Dialect.AccountAt(stanza.To!))?.VCard ?? default;
        if (card.IsEmpty && !isOwn)
        {
            client.Refuse(stanza, StanzaError.ItemNotFound);
            return;
        }

        var pen = client.StartResult(stanza);
        if (card.IsEmpty) pen.Empty("vCard"u8, "vcard-temp"u8);
        else pen.Raw(card.Span);
        client.End(pen);
    }
}

/// <summary>Says who one is (XEP-0054 §3.2). The photo's hash in presence (XEP-0153) is the client's to say.</summary>
public sealed class VCardChange : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Set(VCardQuery.Space, "vCard", Place.Self) with { Feature = "", Cost = 1, Source = "XEP-0054", Version = "1.2", Help = "Sets one's vCard." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Account is not { } account)
        {
            client.Refuse(stanza, StanzaError.NotAllowed, Registering.ForGuests);
            return;
        }

        byte[] card = [];
        if (!stanza.Payload.First.IsNone)
        {
            var pen = client.Dialect.Pen.Copy(stanza.Payload);
            card = pen.Written.ToArray();
            pen.Forget();
        }

        if (client.Node.Ask(client, account, new SetVCard(card)) is { } refusal) client.Refuse(stanza, refusal);
        else client.Result(stanza);
    }
}
