using Parlance.Domain.Rooms;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>A room ends: each one in it hears that they are out, and where to meet instead (XEP-0045 §10.9).</summary>
internal static class Closing
{
    public static void Say(XmppDialect dialect, RoomClosed closed, Room room) =>
        Say(dialect, room, dialect.Addresses.Of(room), closed.Alternate is { } name ? dialect.Addresses.Of(dialect.Node.Names.FoldRoom(name)) : null, closed.Reason);

    /// <param name="dialect">Whose sessions.</param>
    /// <param name="room">The room.</param>
    /// <param name="was">The address that is no more.</param>
    /// <param name="alternate">Another room's address; null: none is named.</param>
    /// <param name="reason">Why.</param>
    public static void Say(XmppDialect dialect, Room room, Jid was, Jid? alternate, string reason)
    {
        foreach (var connection in dialect.Node.Audience.In(room))
        {
            if (connection.Session is not XmppSession { User: { } user } session) continue;
            var pen = dialect.Pen.Open("presence"u8).Attribute("from"u8, $"{was.Bare}/{user.Nick}").Attribute("type"u8, "unavailable"u8)
                .Open("x"u8, Muc.User).Open("item"u8).Attribute("affiliation"u8, Standing.None).Attribute("role"u8, Standing.None).Close();
            pen.Open("destroy"u8).AttributeIf("jid"u8, alternate?.Bare);
            if (reason.Length > 0) pen.Element("reason"u8, reason);
            pen.Close();
            OccupantPresence.Status(pen, Muc.Self);
            session.End(pen.Close());
        }
    }
}
