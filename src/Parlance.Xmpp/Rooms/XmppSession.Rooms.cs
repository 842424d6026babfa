using Parlance.Domain.Rooms;
using Parlance.Xmpp.Rooms;

namespace Parlance.Xmpp.Streams;

/// <summary>The rooms a session is in: of its user's, those it entered itself (ARCHITECTURE §8, "Membership of one user with several sessions").</summary>
public sealed partial class XmppSession
{
    /// <summary>How it comes in, while it does.</summary>
    internal Entrance? Entering { get; set; }

    /// <summary>What it says in a room comes back to it, as to everybody (XEP-0045 §7.4).</summary>
    public override bool WantsEcho => true;

    public bool IsIn(Room room) => User?.In(room) is { } member && member.IsAttached(Connection.Serial);

    /// <summary>It is in from now on: it is shown the room.</summary>
    internal void Entered(Room room) => (Entering ?? new Entrance()).Greet(this, room);

    /// <summary>It is not available any more, and leaves all rooms it is in.</summary>
    internal void LeaveRooms(string? farewell)
    {
        foreach (var membership in User!.Memberships.ToArray())
            if (membership.IsAttached(Connection.Serial)) LeaveRoom(membership.Room, farewell);
    }

    /// <summary>It leaves; if others of its user stay, only it hears of that.</summary>
    internal void LeaveRoom(Room room, string? farewell)
    {
        var user = User!;
        if (user.In(room) is not { } member) return;
        if (!member.HangsOn(Connection.Serial)) SayGone(room, farewell);
        Node.Leave(this, room, farewell);
    }

    private void SayGone(Room room, string? farewell)
    {
        new OccupantPresence { Dialect = Dialect, Room = room, User = User!, View = View.Self, IsGone = true, Farewell = farewell }.Write(Dialect.Pen);
        Flush(Dialect.Pen);
    }
}
