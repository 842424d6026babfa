using Parlance.Domain;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Rooms;

/// <summary>Unavailable presence to somebody in a room: this session leaves, and with the last one the user (XEP-0045 §7.14).</summary>
public sealed class Leave : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Place.Room | Place.Occupant, "unavailable") { Source = "XEP-0045", Help = "Leaves a room." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Dialect.RoomAt(stanza.To!) is not { } room || !client.IsIn(room)) return;
        var status = stanza.Element.Child("status"u8, "jabber:client"u8);
        client.LeaveRoom(room, status.IsNone ? null : Limits.Cut(status.TextString, client.Node.Limits.KickLength));
    }
}
