using Parlance.Domain.Rooms;

namespace Parlance.Xmpp.Rooms;

/// <summary>Who is put out is unavailable, with the cause as a status code (XEP-0045 §8.2, §9.1, §9.4, §10.2.1).</summary>
internal sealed class KickedVoice : IRoomVoice<MemberKicked>
{
    public static void Say(MemberKicked happened, in RoomWords words)
    {
        ReadOnlySpan<int> codes = happened.Cause switch
        {
            KickCause.Ban => [Muc.Banned],
            KickCause.Membership => [Muc.NoMemberNow],
            KickCause.MembersOnly => [Muc.MembersOnlyNow],
            _ => [Muc.Kicked],
        };
        new OccupantPresence
        {
            Dialect = words.Dialect, Room = words.Room, User = words.User, View = words.View, IsGone = true, IsOutcast = happened.Cause == KickCause.Ban,
            Actor = words.ActorNick, Reason = happened.Reason, Codes = codes,
        }.Write(words.Pen);
    }
}
