using Parlance.Domain.Accounts;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Rooms;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp;

/// <summary>Rooms as XMPP has them (XEP-0045).</summary>
public sealed partial class XmppDialect
{
    /// <summary>Addresses of rooms and ids of those in them.</summary>
    internal RoomAddresses Addresses => field ??= new(this);
    internal RoomVoices RoomVoices => field ??= new(this);

    /// <summary>The room of an address; null: there is none.</summary>
    public Room? RoomAt(Jid address) => address.Local is { } local && Node.State.Rooms.TryGet(Node.Names.FoldRoom(local), out var room) ? room : null;

    private void WitnessRooms(in Utterance what)
    {
        if (what.Event is UserLoggedIn or UserLoggedOut && what.About is { } other) Addresses.Forget(other);
        RoomVoices.Say(what);
        switch (what.Event)
        {
            case MemberJoined joined when what.Room is { } room && what.About is { } user && Node.ConnectionOf(user, joined.Session)?.Session is XmppSession session:
                session.Entered(room);
                break;
            case MemberAttached attached when what.Room is { } room && what.About is { } user && Node.ConnectionOf(user, attached.Session)?.Session is XmppSession session:
                session.Entered(room);
                break;
            case PresenceChanged { Show: null } gone when what.About is { } user && Node.ConnectionOf(user, gone.Session)?.Session is XmppSession session:
                session.LeaveRooms(gone.Status);
                break;
            case MemberInvited invited when what.Room is not null: Invitations.Say(this, invited, what); break;
            case AccessChanged changed when what.Room is { } room: Affiliations.Say(this, changed, what, room); break;
            case RoomClosed closed when what.Room is { } room: Closing.Say(this, closed, room); break;
            case RoomRenamed renamed when what.Room is { } room: Renaming.Say(this, renamed, room); break;
            case ModeChanged { Mode: RoomMode.Moderated } when what.Room is { } room: Moderation.SayRoles(this, room); break;
        }
    }
}
