using Parlance.Domain.Users;

namespace Parlance.Domain.Rooms;

/// <summary>Enters a room. RFC 2812 §3.2.1.</summary>
/// <param name="Key">The key given; null: none.</param>
public sealed record Join(string? Key) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        var user = by.User;
        if (by.Member is not null) return Verdict.Nothing;
        if (by.Now.AsOperator) return new MemberJoined(user.Uid);
        if (user.Memberships.Count >= by.Now.Limits.RoomsPerUser) return RefusalCode.TooManyRooms;
        if (room.Count >= by.Now.Limits.MembersMax) return RefusalCode.RoomFull;
        if (room.Has(RoomMode.OperatorsOnly) && user.Operator is null) return RefusalCode.OperatorsOnly;
        if (room.Has(RoomMode.TlsOnly) && !user.Secure) return RefusalCode.TlsOnly;
        if (room.IsLocked() && room.AccessOf(user.AccountFolded) < Access.Owner) return RefusalCode.RoomLocked;
        if (IsInvited(room, user, by.Now.Wall)) return new MemberJoined(user.Uid);
        if (room.AccessOf(user.AccountFolded) >= Access.Operator) return new MemberJoined(user.Uid);
        if (room.Modes.Key is { } key && key != Key) return RefusalCode.BadKey;
        if (room.Bars(user)) return RefusalCode.Banned;
        if (room.Has(RoomMode.InviteOnly) && room.AccessOf(user.AccountFolded) == Access.None && room.InviteExceptions.Match(user, speech: false) is null) return RefusalCode.InviteOnly;
        if (room.Has(RoomMode.RegisteredOnly) && user.Account is null) return RefusalCode.RegisteredOnly;
        if (room.Modes.Limit > 0 && room.Count >= room.Modes.Limit) return RefusalCode.RoomFull;

        return new MemberJoined(user.Uid);
    }

    /// <summary>An invitation opens +b, +i, +k, +l, as IRC users expect.</summary>
    private static bool IsInvited(Room room, User user, Instant now) =>
        room.Invitations.TryGetValue(user.Uid, out var invitation) && invitation.Expires > now;
}

/// <param name="User">Who is in now.</param>
[EventName("channel.join")]
public sealed record MemberJoined(Uid User) : RoomEvent
{
    /// <summary>The session that came in first; null: a guest's only one.</summary>
    public uint? Session { get; init; }

    public override Uid About => User;

    public override bool IsSelective(Room room) => room.Has(RoomMode.Auditorium);

    public override bool IsHeardBy(Room room, Member listener) =>
        listener.User.Uid == User || listener.Rank >= Rank.Operator || room.MemberOf(User)?.Rank >= Rank.Voice;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        if (!state.Users.TryGet(User, out var user) || room.MemberOf(User) is not null) return;
        var member = room.Admit(user, at);
        if (Session is { } session) member.Attach(session);
        if (room.Founder == User) member.Grant(Rank.Founder, room.Creation);
        else if (room.EntryOf(user.AccountFolded) is { } entry && entry.Level.Rank() is > Rank.None and var rank) member.Grant(rank, entry.By);
    }
}
