using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Names;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Xmpp.Rooms;

/// <summary>Addresses of rooms, and the ids by which people in them are known whatever nick they have. Both are worked out once.</summary>
internal sealed class RoomAddresses(XmppDialect dialect)
{
    private readonly ConditionalWeakTable<Room, Known> _rooms = [];
    private readonly ConditionalWeakTable<Member, string> _ids = [];

    private sealed record Known(string Folded, string Domain, Jid Jid);

    /// <summary>A room's address: its name in the form of XEP-0106 at the rooms domain.</summary>
    public Jid Of(Room room)
    {
        if (_rooms.TryGetValue(room, out var known) && ReferenceEquals(known.Folded, room.Folded) && ReferenceEquals(known.Domain, dialect.RoomsDomain.Domain)) return known.Jid;
        known = new(room.Folded, dialect.RoomsDomain.Domain, Of(room.Folded));
        _rooms.AddOrUpdate(room, known);
        return known.Jid;
    }

    /// <param name="folded">A room's name as it compares.</param>
    public Jid Of(string folded) => Jid.Of(RoomEscapes.Encode(folded), dialect.RoomsDomain.Domain);

    /// <summary>Who is in a room, by an id that stays with the account (or guest) and tells nothing of it (XEP-0421).</summary>
    public string IdOf(Member member)
    {
        if (_ids.TryGetValue(member, out var id)) return id;
        id = IdOf(member.Room, member.User.Uid, member.User.AccountFolded);
        _ids.AddOrUpdate(member, id);
        return id;
    }

    public string IdOf(Room room, Uid uid, string? account) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(dialect.Node.Secret, Encoding.UTF8.GetBytes($"occupant {room.Instance} {account ?? uid.ToString()}")), 0, 16);

    /// <summary>The user is somebody else from now on: a guest logged in, or the other way round.</summary>
    public void Forget(User user)
    {
        foreach (var membership in user.Memberships) _ids.Remove(membership);
    }
}
