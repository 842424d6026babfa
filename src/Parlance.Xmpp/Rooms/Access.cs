using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Rooms;

/// <summary>Another access is another affiliation: of somebody who is in, their presence says it; of others a message of the room (XEP-0045 §9.3 and on).</summary>
internal static class Affiliations
{
    public static void Say(XmppDialect dialect, AccessChanged changed, in Utterance what, Room room)
    {
        var member = dialect.Node.State.Users.TryAccount(changed.Account, out var user) ? room.MemberOf(user.Uid) : null;
        var hides = room.HidesAddresses();
        foreach (var connection in what.Node.Audience.In(room))
        {
            if (connection.Session is not XmppSession { User: { } listener } session) continue;
            var moderates = listener.In(room)?.Rank >= Rank.Operator;
            var pen = dialect.Pen;
            if (member is not null)
                new OccupantPresence { Dialect = dialect, Room = room, User = user!, View = ReferenceEquals(listener, user) ? View.Self : hides && moderates ? View.Moderator : View.Other }.Write(pen);
            else if (!hides || moderates)
                pen.Open("message"u8).Attribute("from"u8, dialect.Addresses.Of(room).Bare).Attribute("id"u8, what.At.Id.ToString()).Open("x"u8, Muc.User)
                    .Open("item"u8).Attribute("affiliation"u8, Standing.AffiliationOf(changed.Level)).Attribute("jid"u8, Jid.Of(changed.Account, dialect.Domain.Domain).Bare).Attribute("role"u8, Standing.None).Close().Close().End();
            session.Flush(pen);
        }
    }
}
