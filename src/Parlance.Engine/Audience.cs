using System.Runtime.CompilerServices;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine.Buffers;
using Parlance.Engine.Metering;

namespace Parlance.Engine;

/// <summary>Who hears an event on this node. It keeps, per room, the connections that listen: a list made by joins and leaves, never asked for anything else.</summary>
public sealed class Audience(Node node)
{
    private readonly List<Ears> _rooms = [];
    private readonly Stack<int> _freeSeats = [];
    private int _mark;

    public Renderings Renderings { get; } = new(node.Pool);

    /// <summary>Deliveries made since the start.</summary>
    public long Deliveries { get; private set; }

    /// <summary>How many heard each event that is said to more than one.</summary>
    public Histogram FanOut { get; } = new();

    /// <summary>The connections of a room on this node.</summary>
    public ReadOnlySpan<Connection> In(Room room) => room.Seat < 0 ? [] : _rooms[room.Seat].All;

    public void Enter(Room room, Connection connection)
    {
        if (room.Seat < 0)
        {
            room.Seat = _freeSeats.TryPop(out var free) ? free : _rooms.Count;
            if (room.Seat == _rooms.Count) _rooms.Add(new());
        }

        _rooms[room.Seat].Add(connection);
    }

    public void Leave(Room room, Connection connection)
    {
        if (room.Seat < 0 || !_rooms[room.Seat].Remove(connection)) return;
        if (_rooms[room.Seat].All.IsEmpty) Empty(room);
    }

    /// <summary>Nobody of this node is in the room any more.</summary>
    public void Empty(Room room)
    {
        if (room.Seat < 0) return;
        _rooms[room.Seat].Clear();
        _freeSeats.Push(room.Seat);
        room.Seat = -1;
    }

    /// <summary>Tells those whom it reaches, each once, in the words of their dialect and capabilities.</summary>
    /// <param name="what">The event, or the events of one deed in one room.</param>
    /// <param name="sender">The session that did it.</param>
    public void Say(in Utterance what, Session? sender)
    {
        Renderings.Begin();
        var before = Deliveries;
        switch (what.Event.Reach)
        {
            case Reach.Room when what.Room is { } room:
                if (what.Event is MessageSent message) SayMessage(what, message, room, sender);
                else if (what.Event is RoomEvent selective && selective.IsSelective(room)) SayToSome(what, selective, room);
                else SayToAll(what, _rooms.Count == 0 ? [] : In(room), null);
                break;
            case Reach.User:
                SayToUser(what, sender);
                break;
            case Reach.Peers:
                SayToPeers(what);
                break;
            case Reach.Operators:
                foreach (var connection in node.Connections)
                    if (connection.Session.User?.Operator is not null) Deliver(connection, what);
                break;
            case Reach.Everybody:
                SayToAll(what, node.Connections, null);
                break;
            default:
                return;
        }

        FanOut.Count(Deliveries - before);
    }

    private void SayMessage(in Utterance what, MessageSent message, Room room, Session? sender)
    {
        var silent = sender is null || sender.WantsEcho ? null : sender.Connection;
        if (message.AtLeast == Rank.None && node.DeafUsers == 0)
        {
            SayToAll(what, In(room), silent);
            if (sender is { WantsEcho: true, User: { } by } && room.MemberOf(by.Uid) is null) Deliver(sender.Connection, what);
            return;
        }

        foreach (var connection in In(room))
        {
            if (connection == silent || connection.Session.User is not { } user || room.MemberOf(user.Uid) is not { } member) continue;
            if (connection == sender?.Connection || (member.Rank >= message.AtLeast && !user.IsDeaf)) Deliver(connection, what);
        }

        if (sender is { WantsEcho: true, User: { } outsider } && room.MemberOf(outsider.Uid) is null) Deliver(sender.Connection, what);
    }

    private void SayToAll(in Utterance what, ReadOnlySpan<Connection> connections, Connection? except)
    {
        foreach (var connection in connections)
            if (!ReferenceEquals(connection, except)) Deliver(connection, what);
    }

    private void SayToSome(in Utterance what, RoomEvent selective, Room room)
    {
        var aboutHeard = what.Event is not MemberInvited;
        foreach (var connection in In(room))
            if (connection.Session.User is { } user && room.MemberOf(user.Uid) is { } member && selective.IsHeardBy(room, member)) Deliver(connection, what);
        if (aboutHeard || what.About is not { } guest) return;
        foreach (var invited in node.ConnectionsOf(guest)) Deliver(invited, what);
    }

    private void SayToUser(in Utterance what, Session? sender)
    {
        if (what.Event is MessageSent message)
        {
            SayDirect(what, message, sender);
            return;
        }

        var user = what.About ?? what.By;
        if (user is not null)
            foreach (var connection in node.ConnectionsOf(user)) DeliverOwn(connection, what);
        if (what.Event is MessageRedacted && sender?.User is { } by && !ReferenceEquals(by, user))
            foreach (var connection in node.ConnectionsOf(by)) DeliverOwn(connection, what);
    }

    /// <summary>To the receiver's sessions, and to the sender's other ones: every device has the whole conversation.</summary>
    private void SayDirect(in Utterance what, MessageSent message, Session? sender)
    {
        var to = node.UserOf(message.To);
        if (to is not null)
            foreach (var connection in node.ConnectionsOf(to)) DeliverDirect(connection, what);
        if (sender?.User is { } by && !ReferenceEquals(by, to))
            foreach (var connection in node.ConnectionsOf(by))
                if (!ReferenceEquals(connection, sender.Connection)) DeliverDirect(connection, what);
        if (sender is { WantsEcho: true }) Deliver(sender.Connection, what);
    }

    /// <summary>That a direct message was taken back concerns a conversation, which some sessions have their own words for.</summary>
    private void DeliverOwn(Connection connection, in Utterance what)
    {
        if (what.Event is MessageRedacted && connection.Session.HearsDirectByItself) connection.Session.HearDirect(what);
        else Deliver(connection, what);
    }

    /// <summary>Somebody was told something that was not said through here.</summary>
    public void Count(int deliveries) => Deliveries += deliveries;

    private void DeliverDirect(Connection connection, in Utterance what)
    {
        if (connection.Session.HearsDirectByItself) connection.Session.HearDirect(what);
        else DeliverAside(connection, what);
    }

    /// <summary>What a user is sent is no answer to what the same user asked: a message to oneself comes twice with echo, and its label once.</summary>
    private void DeliverAside(Connection connection, in Utterance what)
    {
        var diverted = connection.Diverted;
        connection.Diverted = null;
        Deliver(connection, what);
        connection.Diverted = diverted;
    }

    /// <summary>Who leaves is told by the end of the connection, not by a QUIT of their own.</summary>
    private void SayToPeers(in Utterance what)
    {
        if ((what.About ?? what.By) is not { } user) return;
        var mark = ++_mark;
        foreach (var own in node.ConnectionsOf(user))
        {
            own.Mark = mark;
            if (what.Event is not UserDisconnected) Deliver(own, what);
        }

        foreach (var membership in user.Memberships)
        {
            var some = membership.Room.Has(RoomMode.Auditorium) && membership.Rank < Rank.Voice;
            foreach (var connection in In(membership.Room))
            {
                if (connection.Mark == mark || (some && !(membership.Room.MemberOf(connection.Session.User!.Uid)?.Rank >= Rank.Operator))) continue;
                connection.Mark = mark;
                Deliver(connection, what);
            }
        }
    }

    /// <summary>Right after an event was said to a user's peers: one more hears it, unless it was among them.</summary>
    public void SayAlso(in Utterance what, Connection connection)
    {
        if (connection.Mark == _mark) return;
        connection.Mark = _mark;
        Deliver(connection, what);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Deliver(Connection connection, in Utterance what)
    {
        var bytes = Renderings.For(connection.Rendering, what);
        if (bytes.IsEmpty) return;
        if (node.HoldsAll) connection.Hold(connection.Written, what.At.Position);
        connection.Write(bytes);
        Deliveries++;
    }

    /// <summary>A dense list of connections; a room of thousands is walked for every message.</summary>
    private sealed class Ears
    {
        private Connection[] _items = new Connection[4];
        private int _count;

        public ReadOnlySpan<Connection> All => _items.AsSpan(0, _count);

        public void Add(Connection connection)
        {
            if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
            _items[_count++] = connection;
        }

        public bool Remove(Connection connection)
        {
            var at = Array.IndexOf(_items, connection, 0, _count);
            if (at < 0) return false;
            _items[at] = _items[--_count];
            _items[_count] = null!;
            return true;
        }

        public void Clear()
        {
            _items = new Connection[4];
            _count = 0;
        }
    }
}
