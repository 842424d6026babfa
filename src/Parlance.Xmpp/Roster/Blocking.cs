using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Roster;

/// <summary>Shows whom the account has blocked (XEP-0191 §3.1).</summary>
public sealed class BlockListQuery : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get("urn:xmpp:blocking", "blocklist", Place.Self) with { Source = "XEP-0191", Version = "1.3", Help = "Shows the block list." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        client.HearsBlocks = client.Account is not null;
        client.End(client.StartResult(stanza).Open("blocklist"u8, "urn:xmpp:blocking"u8).Items(client.Account?.Blocked ?? []).Close());
    }
}

/// <summary>Blocks addresses (XEP-0191 §3.2).</summary>
public sealed class BlockRequest : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Set("urn:xmpp:blocking", "block", Place.Self) with { Feature = "", Source = "XEP-0191", Version = "1.3", Help = "Blocks addresses." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (Blocking.Read(client, stanza) is { } addresses)
            if (addresses.Count == 0) client.Refuse(stanza, StanzaError.BadRequest);
            else Blocking.Ask(client, stanza, new Block(addresses));
    }
}

/// <summary>Unblocks addresses, or all (XEP-0191 §3.3, §3.4).</summary>
public sealed class UnblockRequest : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Set("urn:xmpp:blocking", "unblock", Place.Self) with { Feature = "", Source = "XEP-0191", Version = "1.3", Help = "Unblocks addresses, or all." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (Blocking.Read(client, stanza) is { } addresses) Blocking.Ask(client, stanza, new Unblock(addresses));
    }
}

internal static class Blocking
{
    /// <summary>The addresses that are named; null: the client was told what is wrong with them.</summary>
    public static IReadOnlyList<string>? Read(XmppSession client, in Stanza stanza)
    {
        var addresses = new List<string>();
        foreach (var item in stanza.Payload.Children)
        {
            if (!item.Is("item"u8, "urn:xmpp:blocking"u8) || !item.TryGet("jid"u8, out var text)) client.Refuse(stanza, StanzaError.BadRequest);
            else if (client.Dialect.Jids.Read(text) is not { } address) client.Refuse(stanza, StanzaError.JidMalformed);
            else if (addresses.Count == BlockList.EntriesMax) client.Refuse(stanza, StanzaError.ResourceConstraint);
            else
            {
                addresses.Add(address.Full);
                continue;
            }

            return null;
        }

        return addresses;
    }

    public static void Ask(XmppSession client, in Stanza stanza, AccountCommand command)
    {
        if (client.Account is not { } account) client.Refuse(stanza, StanzaError.NotAllowed, "Guests have no block list");
        else
        {
            var before = client.Dialect.WhoSees(client.User!);
            if (client.Node.Ask(client, account, command) is { } refusal) client.Refuse(stanza, refusal);
            else
            {
                client.Result(stanza);
                client.Dialect.TellNewViews(client.User!, before);
            }
        }
    }

    public static XmlPen Items(this XmlPen pen, IEnumerable<string> addresses)
    {
        foreach (var address in addresses) pen.Open("item"u8).Attribute("jid"u8, address).Close();
        return pen;
    }
}

/// <summary>Tells the account's clients what changed in its block list.</summary>
internal static class BlockPushes
{
    public static void Say(XmppDialect dialect, EventId id, string word, IReadOnlyList<string> addresses)
    {
        if (!dialect.Node.State.Accounts.TryGet(id, out var account) || !dialect.Node.State.Users.TryAccount(account.Folded, out var user)) return;
        foreach (var connection in dialect.Node.ConnectionsOf(user))
            if (connection.Session is XmppSession { HearsBlocks: true } session)
                session.End(dialect.Pen.Open("iq"u8).Attribute("type"u8, "set"u8).Attribute("id"u8, $"{word}{dialect.Node.Position}")
                    .Open(word == "block" ? "block"u8 : "unblock"u8, "urn:xmpp:blocking"u8).Items(addresses).Close());
    }
}
