using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Xmpp.Rooms;

/// <summary>Access and rank in XMPP's words: affiliation and role (XEP-0045 §5, ARCHITECTURE §3).</summary>
internal static class Standing
{
    public static ReadOnlySpan<byte> Outcast => "outcast"u8;
    public static ReadOnlySpan<byte> None => "none"u8;

    public static ReadOnlySpan<byte> AffiliationOf(Room room, User user) =>
        room.Founder == user.Uid && user.AccountFolded is null ? "owner"u8 : AffiliationOf(room.AccessOf(user.AccountFolded));

    public static ReadOnlySpan<byte> AffiliationOf(Access access) => access switch
    {
        Access.Owner => "owner"u8,
        Access.Admin or Access.Operator => "admin"u8,
        Access.HalfOperator or Access.Voice or Access.Member => "member"u8,
        _ => None,
    };

    public static ReadOnlySpan<byte> RoleOf(Room room, Member member) => member.Rank switch
    {
        >= Rank.Operator => "moderator"u8,
        >= Rank.Voice => "participant"u8,
        _ => room.Has(RoomMode.Moderated) ? "visitor"u8 : "participant"u8,
    };

    /// <summary>The lowest access that an affiliation means; null: it is none, or one without access.</summary>
    public static Access? AccessOf(ReadOnlySpan<byte> affiliation)
    {
        if (affiliation.SequenceEqual("owner"u8)) return Access.Owner;
        if (affiliation.SequenceEqual("admin"u8)) return Access.Admin;
        if (affiliation.SequenceEqual("member"u8)) return Access.Member;
        return affiliation.SequenceEqual(None) ? Access.None : null;
    }
}
