using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Irc.Queries;

/// <summary>What a client may see of others, worked out once for an answer: the invisible, closed rooms, auditoriums, addresses.</summary>
public sealed class Sight
{
    private readonly User _self;

    public Sight(IrcSession client)
    {
        _self = client.User!;
        IsStaff = _self.Operator is not null;
        SeesAllRooms = IsStaff && client.HasPrivilege("see-rooms");
        SeesHosts = IsStaff && client.HasPrivilege("see-hosts");
    }

    public bool IsStaff { get; }

    /// <summary>Privilege <c>see-rooms</c>: every room and everybody in it.</summary>
    public bool SeesAllRooms { get; }

    /// <summary>Privilege <c>see-hosts</c>: addresses, modes and certificates of others.</summary>
    public bool SeesHosts { get; }

    public bool IsSelf(User user) => ReferenceEquals(user, _self);

    /// <summary>Whether addresses and the like of this user are shown.</summary>
    public bool SeesHostsOf(User user) => SeesHosts || IsSelf(user);

    /// <summary>Whether the user is shown as staff.</summary>
    public bool SeesStanding(User user) => user.Operator is not null && ((user.Flags & UserFlags.HideOperator) == 0 || IsStaff || IsSelf(user));

    /// <summary>Whether idle time is shown.</summary>
    public bool SeesIdle(User user) => (user.Flags & UserFlags.HideIdle) == 0 || IsStaff || IsSelf(user);

    /// <summary>Whether a search may find the user: strangers do not find the invisible.</summary>
    public bool Finds(User user)
    {
        if (!user.IsInvisible || SeesAllRooms || IsSelf(user)) return true;
        foreach (var membership in user.Memberships)
            if (membership.Room.MemberOf(_self.Uid) is { } own && Sees(membership, own)) return true;
        return false;
    }

    public bool Sees(Room room) =>
        SeesAllRooms || !(room.Has(RoomMode.Secret) || room.Has(RoomMode.Private)) || room.MemberOf(_self.Uid) is not null;

    /// <summary>Whether a list of the room shows the member. Strangers do not see the invisible; only ops see the crowd of an auditorium.</summary>
    public bool Sees(Member member) => Sees(member, member.Room.MemberOf(_self.Uid));

    /// <param name="member">Who is looked at.</param>
    /// <param name="own">The client's own membership of that room; null: a stranger.</param>
    public bool Sees(Member member, Member? own)
    {
        if (SeesAllRooms || ReferenceEquals(member, own)) return true;
        if (own is null && member.User.IsInvisible) return false;
        return !member.Room.Has(RoomMode.Auditorium) || own?.Rank >= Rank.Operator || member.Rank >= Rank.Voice;
    }

    /// <summary>Whether what is said of the user may name this room of theirs.</summary>
    public bool SeesOf(User user, Member membership)
    {
        if (SeesAllRooms || IsSelf(user)) return true;
        var own = membership.Room.MemberOf(_self.Uid);
        if (own is null && ((user.Flags & UserFlags.HideRooms) != 0 || membership.Room.Has(RoomMode.Secret) || membership.Room.Has(RoomMode.Private))) return false;
        return !membership.Room.Has(RoomMode.Auditorium) || own?.Rank >= Rank.Operator || membership.Rank >= Rank.Voice;
    }
}
