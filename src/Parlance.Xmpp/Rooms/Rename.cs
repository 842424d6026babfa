using Parlance.Domain.Rooms;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Rooms;

/// <summary>A renamed room is one that ended, with the new one as the place to meet; XMPP sessions go there by themselves (ARCHITECTURE §8, "Names").</summary>
internal static class Renaming
{
    public static void Say(XmppDialect dialect, RoomRenamed renamed, Room room)
    {
        var was = dialect.Addresses.Of(dialect.Node.Names.FoldRoom(renamed.Was));
        if (was.Bare == dialect.Addresses.Of(room).Bare) return;
        Closing.Say(dialect, room, was, dialect.Addresses.Of(room), renamed.Reason);
        foreach (var connection in dialect.Node.Audience.In(room).ToArray())
            if (connection.Session is XmppSession session) dialect.Node.Timers.At(0, _ => Leave(session, room));
    }

    /// <summary>The old name leads to the new one: who comes there is told (RFC 6120 §8.3.3.5).</summary>
    public static void Refuse(XmppSession client, in Stanza stanza, Room room) =>
        client.Refuse(stanza, StanzaError.Gone, $"xmpp:{client.Dialect.Addresses.Of(room).Bare}?join");

    private static void Leave(XmppSession session, Room room)
    {
        if (session.User is not null && session.IsIn(room)) session.Node.Leave(session, room, null);
    }
}
