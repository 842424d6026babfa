using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Log;

namespace Parlance.Bench;

/// <summary>
/// A log of as many events as asked for, such as a busy network writes: some 2,000 people in 400 rooms who come, go, join, talk (three lines in five), set topics, ranks
/// and bans. From one seed: the same on every machine but for keys.
/// </summary>
internal sealed class LogOfAYear(int events, int people = 2_000, int rooms = 400)
{
    private const int Group = 5_000;

    private static readonly Sid Home = Sid.Parse("1PA");
    private readonly Random _chance = new(7);
    private readonly NodeState _state = new();
    private readonly List<LogEntry> _group = [];
    private readonly List<Uid> _here = [];
    private readonly List<EventId> _rooms = [];
    private long _position;
    private ulong _uids;

    public void Write(string folder)
    {
        using var data = DataFolder.Open(folder);
        using var store = SqliteEventStore.Open(data, new(typeof(Event).Assembly), Durability.Relaxed);
        store.Remember("casemapping", "rfc8265");
        Add(new NodeStarted(1, "bench"), default, null);
        while (_position < events)
        {
            Happen();
            if (_group.Count < Group) continue;
            store.Append(_group.ToArray());
            _group.Clear();
        }

        store.Append(_group.ToArray());
    }

    private void Happen()
    {
        if (_rooms.Count < rooms && _here.Count > 0 && _chance.Next(50) == 0) Create();
        else if (_here.Count < people / 2 || (_here.Count < people && _chance.Next(25) == 0)) Come();
        else if (_rooms.Count == 0) Create();
        else Act(_here[_chance.Next(_here.Count)], _chance.Next(100));
    }

    private void Act(Uid who, int what)
    {
        if (!_state.Users.TryGet(who, out var user)) return;
        var room = user.Memberships.Count > 0 ? user.Memberships[_chance.Next(user.Memberships.Count)].Room : null;
        if (what < 4) Go(user);
        else if (room is null || what < 14) Join(who);
        else if (what < 74) Add(new MessageSent { Text = Encoding.UTF8.GetBytes($"line {_position} of a talk that somebody had with somebody else") }, who, room, counted: false);
        else if (what < 82) Add(new MemberParted(who, "later"), who, room);
        else if (what < 86) Add(new NickChanged($"n{_position}", $"n{_position}") { Was = user.Nick }, who, null);
        else if (what < 91) Add(new AwaySet(user.Away is null ? "tea" : null), who, null);
        else if (what < 93) Add(new TopicSet($"topic {_position}", $"{user.Nick}!u@host"), who, room);
        else if (what < 95) Add(new ModeChanged(RoomMode.Limit, true, $"{1000 + what}"), who, room);
        else if (what < 97) Add(new RankGranted(who, Rank.Voice), who, room);
        else if (what < 98) Add(new RankRevoked(who, Rank.Voice), who, room);
        else Add(room.Bans.Count < 50 ? new MaskAdded(MaskListKind.Ban, $"bad{_position}!*@*", $"{user.Nick}!u@host") : new MaskRemoved(MaskListKind.Ban, room.Bans.First().Mask), who, room);
    }

    private void Come()
    {
        var uid = Uid.Of(Home, _uids++);
        _here.Add(uid);
        Add(new UserConnected
        {
            User = uid, Nick = $"guest{_uids}", NickFolded = $"guest{_uids}", Ident = "guest", Host = $"{_uids % 250}.example.net", RealHost = $"{_uids % 250}.example.net", CloakedHost = "cloak",
            Address = $"198.51.100.{_uids % 250}", RealName = "somebody",
        }, uid, null);
    }

    private void Go(User user)
    {
        _here.Remove(user.Uid);
        Add(new UserDisconnected("bye"), user.Uid, null);
    }

    private void Create()
    {
        var name = $"room{_rooms.Count}";
        Add(new RoomCreated(name, name), _here[0], null, creates: true);
        _rooms.Add(_group[^1].At.Room);
    }

    private void Join(Uid who)
    {
        if (_state.Rooms.TryGet(_rooms[_chance.Next(_rooms.Count)], out var room) && room.MemberOf(who) is null) Add(new MemberJoined(who), who, room);
    }

    private void Add(Event happened, Uid by, Room? room, bool counted = true, bool creates = false)
    {
        var stamp = Stamp.At(new(1_767_225_600_000 + ++_position * 100));
        var instance = creates ? new(stamp, Home) : room?.Instance ?? default;
        var at = new Envelope
        {
            Position = _position, Stamp = stamp, Node = Home, Incarnation = 1, By = new(by), Room = instance, RoomName = room?.Name,
            Dot = instance.IsNone || !counted ? default : new(Home, 1, (room?.Seen.CounterOf(Home, 1) ?? 0) + 1),
        };
        _state.Take(happened, at);
        _group.Add(new(happened, at));
    }
}
