using System.Text;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Roster;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Roster;

/// <summary>The roster: asked for, and changed an entry at a time (RFC 6121 §2).</summary>
public sealed class RosterQuery : IStanza, IStreamFeature
{
    private const string Space = "jabber:iq:roster";

    public static StanzaCard Card { get; } = StanzaCard.Iq(Space, "query", Place.Self | Place.Account) with { Source = "RFC 6121", Help = "Shows the roster, or changes an entry of it." };

    public static int Order => 30;

    public static void Offer(XmppSession client, XmlPen pen)
    {
        if (client.Stage != Stage.Authenticated) return;
        pen.Empty("ver"u8, "urn:xmpp:features:rosterver"u8).Empty("sub"u8, "urn:xmpp:features:pre-approval"u8);
    }

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (stanza.Place == Place.Account) client.Refuse(stanza, StanzaError.Forbidden);
        else if (stanza.IsSet) Change(client, stanza);
        else Show(client, stanza);
    }

    /// <summary>A version as clients see it. Never empty: that is what a client says that knows none.</summary>
    public static string VersionOf(XmppDialect dialect, string owner) => dialect.Node.State.Rosters.VersionOf(owner) is { IsNone: false } version ? version.ToString() : "0";

    private static void Show(XmppSession client, in Stanza stanza)
    {
        client.IsInterested = client.Account is not null;
        var (owner, rosters) = (client.Jid!.Bare, client.Node.State.Rosters);
        var asked = stanza.Payload.Get("ver"u8);
        var version = VersionOf(client.Dialect, owner);
        if (asked == version)
        {
            client.Result(stanza);
            return;
        }

        var pen = client.StartResult(stanza).Open("query"u8, "jabber:iq:roster"u8);
        if (asked is not null) pen.Attribute("ver"u8, version);
        foreach (var item in client.Account is null ? [] : rosters.ItemsOf(owner)) pen.Item(item);
        client.End(pen.Close());
    }

    private static void Change(XmppSession client, in Stanza stanza)
    {
        var item = stanza.Payload.First;
        if (client.Account is not { } account) client.Refuse(stanza, StanzaError.NotAllowed, "Guests have no roster");
        else if (!item.Is("item"u8, "jabber:iq:roster"u8) || !IsAlone(stanza.Payload) || !item.TryGet("jid"u8, out var address)) client.Refuse(stanza, StanzaError.BadRequest);
        else if (client.Dialect.Jids.Read(address) is not { } contact) client.Refuse(stanza, StanzaError.JidMalformed);
        else if (contact.Bare == client.Jid!.Bare) client.Refuse(stanza, StanzaError.NotAllowed);
        else if (CommandOf(item, contact.Bare) is not { } command) client.Refuse(stanza, StanzaError.BadRequest);
        else if (client.Node.Ask(client, account, command) is { } refusal) Refuse(client, stanza, refusal);
        else
        {
            client.Dialect.RosterPushes.Flush();
            client.Result(stanza);
        }
    }

    private static bool IsAlone(in Element query)
    {
        var children = query.Children;
        return children.MoveNext() && !children.MoveNext();
    }

    private static RosterCommand? CommandOf(in Element item, string contact)
    {
        if (item["subscription"u8].SequenceEqual("remove"u8)) return new RemoveRosterItem(contact);
        var groups = new List<string>();
        foreach (var child in item.Children)
        {
            if (!child.Is("group"u8, "jabber:iq:roster"u8)) return null;
            if (groups.Count <= RosterTable.GroupsMax) groups.Add(Encoding.UTF8.GetString(child.Text));
        }

        return new SetRosterItem(contact, item.Get("name"u8), groups);
    }

    /// <summary>RFC 6121 §2.3.3, §2.5.3.</summary>
    private static void Refuse(XmppSession client, in Stanza stanza, Refusal refusal)
    {
        switch (refusal.Code)
        {
            case RefusalCode.NothingToDo: client.Refuse(stanza, StanzaError.ItemNotFound); break;
            case RefusalCode.TooLong or RefusalCode.ListFull when refusal.Detail != "roster": client.Refuse(stanza, StanzaError.NotAcceptable); break;
            default: client.Refuse(stanza, refusal); break;
        }
    }
}
