using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Domain.Tests.Rooms.Fold;

/// <summary>
/// Three nodes with a clock in milliseconds that the story sets. What somebody does is written by their node, which knows what it was given so far;
/// <see cref="Sync"/> gives everybody everything. Names tell the node: <c>ana1</c> is Ana on the first.
/// </summary>
internal sealed class Mesh
{
    private static readonly Sid[] Nodes = [Sid.Parse("1AA"), Sid.Parse("2BB"), Sid.Parse("3CC")];
    private readonly Dictionary<string, Uid> _users = [];
    private readonly Dictionary<string, string> _accounts = [];
    private readonly uint[] _incarnations = [1, 1, 1];
    private readonly HybridClock[] _clocks = [new(), new(), new()];

    public Mesh(Charter? charter = null)
    {
        Charter = charter ?? Charter.Of(Nodes);
        Replicas = [.. Nodes.Select(node => new RoomReplica(node, Charter))];
    }

    public Charter Charter { get; set; }
    public RoomReplica[] Replicas { get; }
    public List<(Event Event, Envelope At, Guise? Guise)> Facts { get; } = [];

    public static Sid Node(int number) => Nodes[number - 1];

    public Uid this[string who] => _users.TryGetValue(who, out var uid) ? uid : _users[who] = Uid.Of(Nodes[who[^1] - '1'], (ulong)_users.Count);

    /// <summary>From now on the user acts as an account.</summary>
    public Mesh LogIn(string who, string account)
    {
        _accounts[who] = account;
        return this;
    }

    /// <summary>Somebody's node writes it, at a moment.</summary>
    public Dot At(long milliseconds, string who, Event happened, bool asOperator = false) =>
        Write(who[^1] - '1', milliseconds, new(this[who], _accounts.GetValueOrDefault(who), asOperator), happened, GuiseOf(who)).Dot;

    /// <summary>A node writes it by itself.</summary>
    public Dot ByServer(int node, long milliseconds, Event happened) => Write(node - 1, milliseconds, default, happened, null).Dot;

    public Envelope Write(int node, long milliseconds, Actor by, Event happened, Guise? guise, VersionVector? context = null)
    {
        var replica = Replicas[node];
        var stamp = _clocks[node].Next(new(1_800_000_000_000 + milliseconds));
        var id = new EventId(stamp, Nodes[node]);
        var at = new Envelope
        {
            Stamp = stamp, Node = Nodes[node], Incarnation = _incarnations[node], By = by, Room = happened is RoomCreated ? id : replica.Room.Instance,
            Dot = replica.NextDot(_incarnations[node]), Context = context ?? replica.Seen,
        };
        Assert.Equal(Intake.Evolved, replica.Take(happened, at, guise).Intake);
        Facts.Add((happened, at, guise));
        return at;
    }

    public Mesh Restart(int node)
    {
        _incarnations[node - 1]++;
        return this;
    }

    /// <summary>Everybody gets everything.</summary>
    public Mesh Sync()
    {
        for (var i = 0; i < Nodes.Length; i++)
        {
            Give(Replicas[i], Facts);
            _clocks[i].Observe(Facts.Max(f => f.At.Stamp));
        }

        return this;
    }

    /// <summary>The room that all facts mean: folded on each node and in many orders, and the same each time.</summary>
    public RoomReplica Folded()
    {
        Sync();
        var chance = new Random(7);
        foreach (var replica in Replicas) Assert.Equal(Replicas[0].Hash, replica.Hash);
        for (var i = 0; i < 8; i++)
        {
            var fresh = new RoomReplica(Nodes[i % 3], Charter);
            Give(fresh, [.. Facts.OrderBy(_ => chance.Next())]);
            Assert.Equal(Facts.Count, fresh.Unstable.Count);
            Assert.Equal(Replicas[0].Hash, fresh.Hash);
            foreach (var fact in fresh.Unstable) Assert.Equal(Replicas[0].FactOf(fact.At.Dot)!.Verdict, fact.Verdict);
        }

        return Replicas[0];
    }

    public FactVerdict Fate(Dot dot) => Replicas[0].FactOf(dot)!.Verdict;

    private static void Give(RoomReplica replica, List<(Event Event, Envelope At, Guise? Guise)> facts)
    {
        bool early;
        do
        {
            early = false;
            foreach (var (happened, at, guise) in facts) early |= replica.Take(happened, at, guise).Intake == Intake.Early;
        }
        while (early);
    }

    private static Guise GuiseOf(string who) => new() { NickFolded = who, Ident = "~u", Host = $"{who}.test", RealHost = $"{who}.test" };
}
