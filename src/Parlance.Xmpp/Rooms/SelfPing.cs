using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Rooms;

/// <summary>Whether one is still in a room (XEP-0410): a ping to one's own address there. Others in it are not for asking.</summary>
public sealed class SelfPing : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get("urn:xmpp:ping", "ping", Place.Occupant) with { Feature = "http://jabber.org/protocol/muc#self-ping-optimization", Source = "XEP-0410", Version = "1.1.0", Help = "Answers whether one is still in a room." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Dialect.RoomAt(stanza.To!) is not { } room || !client.IsIn(room)) client.Refuse(stanza, StanzaError.NotAcceptable);
        else if (client.Node.Names.Fold(stanza.To!.Resource!) == client.User!.NickFolded) client.Result(stanza);
        else if (client.Node.State.Users.TryNick(client.Node.Names.Fold(stanza.To.Resource!), out var other) && other.In(room) is not null) client.Refuse(stanza, StanzaError.ServiceUnavailable);
        else client.Refuse(stanza, StanzaError.ItemNotFound);
    }
}
