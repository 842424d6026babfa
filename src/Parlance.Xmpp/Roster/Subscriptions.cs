using Parlance.Domain.Roster;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Roster;

/// <summary>Asks to see somebody's presence (RFC 6121 §3.1).</summary>
public sealed class SubscribePresence : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Subscribing.Places, "subscribe") { Source = "RFC 6121", Help = "Asks to see a contact's presence." };

    public static void Handle(XmppSession client, in Stanza stanza) => Subscribing.Ask(client, stanza, (contact, words) => new Subscribe(contact, words));
}

/// <summary>Lets somebody see one's presence, asked or not yet (RFC 6121 §3.1.4, §3.4).</summary>
public sealed class SubscribedPresence : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Subscribing.Places, "subscribed") { Source = "RFC 6121", Help = "Lets a contact see one's presence." };

    public static void Handle(XmppSession client, in Stanza stanza) => Subscribing.Ask(client, stanza, (contact, _) => new Approve(contact));
}

/// <summary>Wants to see somebody's presence no longer (RFC 6121 §3.3).</summary>
public sealed class UnsubscribePresence : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Subscribing.Places, "unsubscribe") { Source = "RFC 6121", Help = "Ends seeing a contact's presence." };

    public static void Handle(XmppSession client, in Stanza stanza) => Subscribing.Ask(client, stanza, (contact, _) => new Unsubscribe(contact));
}

/// <summary>Refuses somebody, or lets them see one's presence no longer (RFC 6121 §3.2).</summary>
public sealed class UnsubscribedPresence : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Subscribing.Places, "unsubscribed") { Source = "RFC 6121", Help = "Refuses a contact, or ends their seeing one's presence." };

    public static void Handle(XmppSession client, in Stanza stanza) => Subscribing.Ask(client, stanza, (contact, _) => new Deny(contact));
}

internal static class Subscribing
{
    public const Place Places = Place.Account | Place.Session | Place.Self;

    public static void Ask(XmppSession client, in Stanza stanza, Func<string, ReadOnlyMemory<byte>, RosterCommand> command)
    {
        var contact = stanza.To!.Bare;
        if (client.Account is not { } account || stanza.To.Domain != client.Jid!.Domain) client.Refuse(stanza, StanzaError.NotAllowed, "Guests have no roster");
        else if (contact == client.Jid.Bare) return;
        else if (client.Node.Blocks(account, client.Dialect.AccountAt(stanza.To), client.Dialect.UserAt(stanza.To))) client.RefuseBlocked(stanza);
        else if (client.Node.Ask(client, account, command(contact, WordsOf(client, stanza))) is { } refusal) client.Refuse(stanza, refusal);
        else client.Dialect.RosterPushes.Flush();
    }

    /// <summary>What goes with a request, as XML.</summary>
    private static ReadOnlyMemory<byte> WordsOf(XmppSession client, in Stanza stanza)
    {
        if (stanza.Payload.IsNone) return default;
        var pen = client.Dialect.Pen;
        foreach (var child in stanza.Element.Children) pen.Copy(child);
        byte[] words = pen.Length <= Subscribe.RequestBytesMax ? pen.Written.ToArray() : [];
        pen.Forget();
        return words;
    }
}
