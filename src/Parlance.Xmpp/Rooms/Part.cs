using Parlance.Domain.Rooms;

namespace Parlance.Xmpp.Rooms;

/// <summary>Who leaves is unavailable (XEP-0045 §7.14).</summary>
internal sealed class PartedVoice : IRoomVoice<MemberParted>
{
    public static void Say(MemberParted happened, in RoomWords words) =>
        new OccupantPresence { Dialect = words.Dialect, Room = words.Room, User = words.User, View = words.View, IsGone = true, Farewell = happened.Reason }.Write(words.Pen);
}
