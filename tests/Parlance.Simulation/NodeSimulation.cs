using System.Net;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Engine.Transport;
using Parlance.Irc;
using Parlance.Log;

namespace Parlance.Simulation;

/// <summary>
/// One node and many clients in virtual time, all from one seed: slow readers, a disk that lags and fails, crashes and restarts. Checked all the while:
/// the state is what the log says, nothing confirmed is lost, and nobody is told of a durable change of theirs before it is written.
/// </summary>
public sealed class NodeSimulation
{
    private static readonly Listener Door = new() { Dialect = "irc", Address = IPAddress.Loopback, Port = 6667 };
    private readonly Prng _chance;
    private readonly SimulatedDisk _disk;
    private readonly Dictionary<int, SimulatedClient> _clients = [];
    private readonly HashSet<string> _promised = [];
    private readonly List<Connection> _again = [];
    private readonly bool _limited;
    private readonly Durability _durability;
    private Node _node;
    private readonly SortedDictionary<long, string> _said = [];
    private long _now = 1000;
    private int _connections;

    public NodeSimulation(ulong seed)
    {
        _chance = new(seed);
        _disk = new(_chance);
        _limited = _chance.OneIn(3);
        _durability = _chance.Pick([Durability.Ack, Durability.Strict, Durability.Relaxed]);
        _node = Start();
    }

    public int Crashes { get; private set; }
    public int Confirmations => _promised.Count;
    public long Events => _node.Position;

    /// <summary>What the live node said of its state at about every hundredth position that is written, as a hash.</summary>
    public IReadOnlyDictionary<long, string> Said => _said;

    public IReadOnlyList<LogEntry> Written => _disk.Written;

    private Moment Now => new(new(1_800_000_000_000 + _now), _now);

    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            _now += 1 + _chance.Below(20);
            Act();
            Settle();
            if (step % 64 == 0) Check();
            if (_node.Position / 100 > (_said.Count == 0 ? 0 : _said.Keys.Last() / 100)) Say();
        }

        for (var i = 0; i < 200; i++)
        {
            _now += 10;
            Settle();
        }

        Check();
        Crash();
        Check();
    }

    private void Say() => _said[_node.Position] = Convert.ToHexStringLower(StateHash.Of(_node.State));

    private void Act()
    {
        switch (_chance.Below(100))
        {
            case < 8 when _clients.Count < 24: Connect(); break;
            case 8 when _clients.Count > 0: Lose(Anybody()); break;
            case 9 when _clients.Count > 0: Anybody().IsReading ^= true; break;
            case 10 when _chance.OneIn(6): _disk.Break(_now + 100 + _chance.Below(600)); break;
            case 11 when _chance.OneIn(8): Crash(); break;
            case 12 when _chance.OneIn(10): _now += 60_000; break;
            default:
                if (_clients.Count > 0 && Anybody() is var client) _node.Step(Input.Received(client.Connection, client.Acts()), Now);
                break;
        }
    }

    private SimulatedClient Anybody() => _chance.Pick([.. _clients.Values]);

    private void Connect()
    {
        var client = new SimulatedClient(_connections++ % 64, _chance);
        if (_clients.ContainsKey(client.Connection)) return;
        _clients[client.Connection] = client;
        _node.Step(Input.Opened(client.Connection, new(Door, IPAddress.Parse($"10.0.0.{1 + _chance.Below(9)}"), 40_000)), Now);
        if (_clients.ContainsKey(client.Connection)) _node.Step(Input.Received(client.Connection, client.Hello()), Now);
    }

    private void Lose(SimulatedClient client)
    {
        _clients.Remove(client.Connection);
        _node.Step(Input.Closed(client.Connection, CloseReason.Reset), Now);
    }

    /// <summary>What a loop does at the end of a round, in virtual time.</summary>
    private void Settle()
    {
        var (committed, failing) = _disk.Turn(_now);
        if (committed > 0) _node.Step(Input.Committed(committed), Now);
        if (failing) _node.Step(Input.StorageFailed("the disk is full"), Now);
        _node.Step(Input.Turn(), Now);
        _disk.Take(_node.Effects.Log);
        foreach (var work in _node.Effects.Work.ToArray())
        {
            work.Run();
            _node.Step(Input.WorkDone(work), Now);
        }

        for (var i = 0; i < _node.Effects.Touched.Count; i++) Serve(_node.Effects.Touched[i]);
        _node.Effects.Clear();
        foreach (var connection in _again) _node.Touch(connection);
        _again.Clear();
        foreach (var client in _clients.Values)
        {
            foreach (var words in client.Confirmed) _promised.Add(words);
            client.Confirmed.Clear();
        }
    }

    private void Serve(Connection connection)
    {
        if (!connection.BeginServing()) return;
        var client = _clients.GetValueOrDefault(connection.Id);
        if (client is { IsReading: false } && !connection.IsClosing)
        {
            _again.Add(connection);
            return;
        }

        var ready = connection.Ready;
        var taken = ready[..(ready.Length > 1 && _chance.OneIn(5) ? _chance.Below(ready.Length) : ready.Length)];
        client?.Hears(taken);
        connection.Sent(taken.Length);
        if (taken.Length < ready.Length) _again.Add(connection);
        if (!connection.IsClosing || !connection.IsDrained) return;
        _clients.Remove(connection.Id);
        _node.Forget(connection);
    }

    private void Crash()
    {
        Crashes++;
        _clients.Clear();
        _disk.Crash();
        foreach (var lost in _said.Keys.Where(position => position > _disk.Written.Count).ToList()) _said.Remove(lost);
        _node = Start();
        Settle();
    }

    private Node Start()
    {
        var seed = _chance.Bytes(32);
        var settings = new Settings
        {
            Limits = new() { Enabled = _limited, SendQueue = 256 << 10, ConnectionsPerAddress = 8, RegistrationTimeout = TimeSpan.FromSeconds(20) },
            Log = new() { Durability = _durability, Messages = _chance.OneIn(2) },
        };
        return new(settings, Replayed(_chance.OneIn(2) ? _disk.Written : _disk.Written.Where(entry => entry.Event.Durable)), _disk.Written.Count == 0 ? 0 : _disk.Written[^1].At.Position, node => [new IrcDialect(node, seed)], seed, Now);
    }

    public static NodeState Replayed(IEnumerable<LogEntry> events)
    {
        var state = new NodeState();
        foreach (var entry in events) state.Take(entry.Event, entry.At);
        return state;
    }

    private void Check()
    {
        var all = new List<LogEntry>(_disk.Written);
        all.AddRange(_disk.Queued);
        Assert.Equal(_node.State.ToJson(), Replayed(all).ToJson());
        for (var i = 0; i < all.Count; i++) Assert.Equal(i + 1, all[i].At.Position);
        for (var i = 1; i < all.Count; i++) Assert.True(all[i].At.Stamp > all[i - 1].At.Stamp, "stamps grow");
        var uids = all.Select(e => e.Event).OfType<Domain.Users.UserConnected>().Select(c => c.User).ToList();
        Assert.Equal(uids.Count, uids.Distinct().Count());
        CheckPromises();
        CheckRooms();
    }

    /// <summary>What a client was told was done is written.</summary>
    private void CheckPromises()
    {
        if (_promised.Count == 0) return;
        var written = new HashSet<string>();
        foreach (var entry in _disk.Written)
            switch (entry.Event)
            {
                case Domain.Rooms.TopicSet topic: written.Add("TOPIC :" + topic.Text); break;
                case Domain.Rooms.MaskAdded mask: written.Add("MODE +b " + mask.Mask); break;
            }

        foreach (var promise in _promised)
        {
            var words = promise.Split(' ', 3);
            Assert.Contains($"{words[0]} {words[2]}", written);
        }
    }

    private void CheckRooms()
    {
        foreach (var room in _node.State.Rooms)
        {
            var listeners = _node.Audience.In(room).ToArray();
            Assert.Equal(room.Members.Sum(m => Math.Max(1, m.Sessions.Length)), listeners.Length);
            foreach (var member in room.Members)
            {
                Assert.Contains(_node.ConnectionOf(member.User, null), listeners);
                Assert.Contains(member, member.User.Memberships);
            }
        }
    }
}
