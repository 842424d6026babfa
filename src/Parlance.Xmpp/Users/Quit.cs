using Parlance.Domain.Users;
using Parlance.Xmpp.Rooms;

namespace Parlance.Xmpp.Users;

/// <summary>Who goes is gone from each room they were in.</summary>
internal sealed class DisconnectedVoice : IRoomVoice<UserDisconnected>
{
    public static void Say(UserDisconnected happened, in RoomWords words)
    {
        if (words.View == View.Self) return;
        new OccupantPresence { Dialect = words.Dialect, Room = words.Room, User = words.User, View = words.View, IsGone = true, Farewell = happened.Reason }.Write(words.Pen);
    }
}
