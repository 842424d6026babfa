using Parlance.Domain.Users;
using Parlance.Xmpp.Rooms;

namespace Parlance.Xmpp.Users;

/// <summary>A nick that changes, in each room they are in: they leave the old one for the new one (XEP-0045 §7.6).</summary>
internal sealed class NickChangedVoice : IRoomVoice<NickChanged>
{
    public static void Say(NickChanged happened, in RoomWords words)
    {
        new OccupantPresence { Dialect = words.Dialect, Room = words.Room, User = words.User, View = words.View, IsGone = true, NewNick = happened.Nick, Codes = [Muc.NickChanged] }.Write(words.Pen);
        new OccupantPresence { Dialect = words.Dialect, Room = words.Room, User = words.User, View = words.View, Nick = happened.Nick }.Write(words.Pen);
    }
}
