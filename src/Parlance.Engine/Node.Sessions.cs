using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Engine;

/// <summary>Sessions of users: a guest has one, the connections of an account on both protocols are one user (ARCHITECTURE §3, §8).</summary>
public sealed partial class Node
{
    /// <summary>Connections that one user may have at once.</summary>
    public const int SessionsPerUserMax = 32;

    public UserConnections ConnectionsOf(User user) => new(FirstConnectionOf(user));

    /// <summary>The first connection of each user who is here, by <see cref="User.Seat"/>.</summary>
    private readonly List<Connection?> _seats = [];
    private readonly Stack<int> _freeSeats = new();

    private Connection? FirstConnectionOf(User user) => user.Seat < 0 ? null : _seats[user.Seat];

    /// <summary>The user's connections begin with this one; null: it has none any more.</summary>
    private void Seat(User user, Connection? first)
    {
        if (user.Seat < 0)
        {
            user.Seat = _freeSeats.TryPop(out var free) ? free : _seats.Count;
            if (user.Seat == _seats.Count) _seats.Add(null);
        }

        _seats[user.Seat] = first;
        if (first is not null) return;
        _freeSeats.Push(user.Seat);
        user.Seat = -1;
    }

    /// <summary>The connection with a session's number (null: the first); null: it is not here.</summary>
    public Connection? ConnectionOf(User user, uint? session)
    {
        foreach (var connection in ConnectionsOf(user))
            if (session is null || connection.Serial == session) return connection;
        return null;
    }

    /// <summary>The session's registration is complete: the user is there and others may see it.</summary>
    public void Register(Session session, UserConnected connected)
    {
        session.User = null;
        Record(connected.Account is null && connected.Resource is null ? connected : connected with { Session = session.Connection.Serial }, null, null);
        Link(session, UserOf(connected.User)!);
    }

    /// <summary>One more session of a user who is here. Its dialect greets it in the rooms it hears (<see cref="MemberAttached"/>).</summary>
    /// <returns>False: the user has as many as allowed.</returns>
    public bool Attach(Session session, User user, string dialect, string? resource)
    {
        if (user.Sessions.Count >= SessionsPerUserMax) return false;
        Record(new SessionOpened(user.Uid, session.Connection.Serial, dialect, resource) { Address = session.Connection.Peer.Address.ToString() }, null, null);
        Link(session, user);
        Reckon(session);
        return true;
    }

    /// <summary>A dialect whose sessions are in all rooms of their user takes this one in.</summary>
    public void EnterRooms(Session session)
    {
        foreach (var membership in session.User!.Memberships.ToArray()) AttachTo(membership.Room, session);
    }

    private void AttachTo(Room room, Session session)
    {
        if (session.User!.Sessions.Count > 0 && !room.MemberOf(session.User.Uid)!.IsAttached(session.Connection.Serial))
            Record(new MemberAttached(session.User.Uid, session.Connection.Serial), session, room);
    }

    /// <summary>The user proved to own an account. If the account is here as another user, the session becomes one of that user's, and the guest it was is gone.</summary>
    /// <returns>Null: done.</returns>
    public Refusal? LogIn(Session session, string dialect, Account account)
    {
        var user = session.User!;
        if (!State.Users.TryAccount(account.Folded, out var other) || ReferenceEquals(other, user))
        {
            if (Ask(session, new LogInto(account.Id, session.Connection.Serial, dialect)) is { } refused) return refused;
            foreach (var membership in user.Memberships.ToArray()) GrantByAccess(membership);
            return null;
        }

        if (account.Suspension is { } suspended) return new(RefusalCode.AccountSuspended, suspended);
        if (other.Sessions.Count >= SessionsPerUserMax) return new(RefusalCode.TooMany, "sessions");
        var rooms = user.Memberships.ConvertAll(m => (m.Room.Name, m.Room.Folded));
        var source = System.Text.Encoding.UTF8.GetString(user.Source);
        Leave(session, $"Logged in as {other.Nick}");
        Attach(session, other, dialect, null);
        session.Became(source, rooms.ConvertAll(r => r.Name));
        if (session.IsInAllRooms) EnterRooms(session);
        foreach (var (name, roomFolded) in rooms) Join(session, name, roomFolded, null);
        return null;
    }

    /// <summary>Who logs in while in rooms gets the rank that goes with the account's access, as if it came in now.</summary>
    private void GrantByAccess(Member member)
    {
        if (member.Room.AccessOf(member.User.AccountFolded).Rank() is > Rank.None and var rank && (member.Ranks & rank.AsSet()) == 0)
            Record(new RankGranted(member.User.Uid, rank), null, member.Room);
    }

    /// <summary>The session ends. Rooms that only it was in are left, and with the last session the user.</summary>
    public void Leave(Session session, string reason)
    {
        if (session.User is not { } user || UserOf(user.Uid) is null) return;
        var number = session.Connection.Serial;
        if (session.Connection.NextOfUser is null && ReferenceEquals(FirstConnectionOf(user), session.Connection))
        {
            if (IsReceiving(user)) NoteDelivered(session, user);
            Record(new UserDisconnected(reason) { Rooms = user.RoomInstances() }, session, null);
            Seat(user, null);
        }
        else
        {
            foreach (var membership in user.Memberships.ToArray())
                if (membership.HangsOn(number)) Record(new MemberParted(user.Uid, reason), session, membership.Room);
            if (IsReceiving(user) && !IsReceivingBeside(user, number)) NoteDelivered(session, user);
            Record(new SessionClosed(user.Uid, number, reason), session, null);
            Unlink(session.Connection, user);
            Reckon(FirstConnectionOf(user)!.Session);
        }

        session.User = null;
    }

    /// <summary>The account hears no more: what is said to it directly from here on it has not been given.</summary>
    private void NoteDelivered(Session session, User user)
    {
        if (KeepsHistory && State.Accounts.TryGet(user.AccountId, out var account))
            Carry(new MarkRead(ReadMarks.Delivered, session.GivenUntil ?? Now.Wall).Decide(account, State, Circumstances()), session, null);
    }

    /// <summary>The session leaves a room; others of its user stay in.</summary>
    public Refusal? Leave(Session session, Room room, string? reason)
    {
        if (session.User!.In(room) is not { } member || (member.Sessions.Length > 0 && !member.IsAttached(session.Connection.Serial))) return new(RefusalCode.NotInRoom);
        if (member.HangsOn(session.Connection.Serial)) return Ask(session, room, new Part(reason));
        Record(new MemberDetached(session.User.Uid, session.Connection.Serial), session, room);
        return null;
    }

    private void Link(Session session, User user)
    {
        session.User = user;
        var connection = session.Connection;
        connection.NextOfUser = null;
        if (FirstConnectionOf(user) is not { } last) Seat(user, connection);
        else
        {
            while (last.NextOfUser is { } next) last = next;
            last.NextOfUser = connection;
        }
    }

    private void Unlink(Connection connection, User user)
    {
        if (ReferenceEquals(FirstConnectionOf(user), connection)) Seat(user, connection.NextOfUser);
        else
        {
            foreach (var before in ConnectionsOf(user))
            {
                if (!ReferenceEquals(before.NextOfUser, connection)) continue;
                before.NextOfUser = connection.NextOfUser;
                break;
            }
        }

        connection.NextOfUser = null;
    }
}
