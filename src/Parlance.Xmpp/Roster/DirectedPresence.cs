using Parlance.Domain.Users;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Roster;

/// <summary>Presence for somebody in particular, on their roster or not (RFC 6121 §4.6); its end is told them as well.</summary>
public sealed class DirectedPresence : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Place.Self | Place.Account | Place.Session) { Source = "RFC 6121", Help = "Tells somebody in particular how available a client is." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (!stanza.Type.IsEmpty) client.Refuse(stanza, StanzaError.BadRequest);
        else if (Directing.MayTell(client, stanza, out var to))
        {
            if (client.Direct(stanza.To!)) Directing.Pass(client, stanza, to);
            else client.Refuse(stanza, StanzaError.ResourceConstraint, "You have told too many directly");
        }
    }
}

/// <summary>The end of it.</summary>
public sealed class DirectedUnavailable : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Place.Self | Place.Account | Place.Session, "unavailable") { Source = "RFC 6121", Help = "Tells somebody in particular that a client is not available." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        client.Undirect(stanza.To!);
        if (Directing.MayTell(client, stanza, out var to)) Directing.Pass(client, stanza, to);
    }
}

/// <summary>An error that answers a presence goes back to who sent it; nobody else hears of it.</summary>
public sealed class PresenceError : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Place.Self | Place.Account | Place.Session, "error") { Source = "RFC 6120", Help = "Passes on that a presence was refused." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (stanza.Place == Place.Session && Directing.MayTell(client, stanza, out var to)) Directing.Pass(client, stanza, to);
    }
}

internal static class Directing
{
    /// <summary>False: there is nobody, or one has blocked the other. Presence to nobody is dropped in silence (RFC 6121 §8.5.1).</summary>
    public static bool MayTell(XmppSession client, in Stanza stanza, out User? to)
    {
        to = client.Dialect.UserAt(stanza.To!);
        if (client.Node.Blocks(client.Account, client.Dialect.AccountAt(stanza.To!), to) && stanza.To!.Bare != client.Jid!.Bare) client.RefuseBlocked(stanza);
        else return to is not null && !client.Dialect.IsBetween(client.User!, to);
        return false;
    }

    public static void Pass(XmppSession client, in Stanza stanza, User? to)
    {
        foreach (var session in client.Dialect.SessionsFor(to!, stanza.To!.Resource)) session.End(client.Dialect.Pen.Relay(stanza, client.Jid!));
        client.Node.Audience.Count(1);
    }
}
