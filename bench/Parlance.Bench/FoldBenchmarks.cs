using BenchmarkDotNet.Attributes;
using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Bench;

/// <summary>Budgets: 1,000 unstable events of two sides of a split fold in 3.3 ms; an event that saw everything is assigned in 2 us and 1 KB, on a mesh as on a single node.</summary>
[MemoryDiagnoser]
public class FoldBenchmarks
{
    private const int Events = 1000;
    private static readonly Sid One = Sid.Parse("1AA"), Two = Sid.Parse("2BB");
    private readonly Charter _mesh = Charter.Of(One, Two);
    private RoomReplica _split = null!;
    private RoomReplica _alone = null!;
    private RoomReplica _linked = null!;
    private Uid _founder;
    private ulong _stamp = Stamp.At(new(1_800_000_000_000)).Value;

    [GlobalSetup]
    public void Setup()
    {
        _founder = Uid.Of(One, 0);
        var operators = new[] { _founder, Uid.Of(Two, 1) };
        _split = Begun(_mesh);
        var other = Begun(_mesh);
        Write(other, Two, operators[1], new MemberJoined(operators[1]));
        Catch(other, _split);
        Write(_split, One, _founder, new RankGranted(operators[1], Rank.Operator));
        Catch(_split, other);
        for (var i = 0; i < Events / 2; i++)
        {
            Write(_split, One, operators[0], Deed(i));
            Write(other, Two, operators[1], Deed(i + 1));
        }

        Catch(other, _split);
        _alone = Begun(Charter.Of(One));
        _linked = Begun(_mesh);
        if (_split.Unstable.Count < Events) throw new InvalidOperationException("The split is not as it should be.");
    }

    [Benchmark]
    public int FoldThousandEvents() => _split.Adopt(_mesh, out _).Count;

    [Benchmark]
    public FactVerdict AssignAlone() => Write(_alone, One, _founder, new TopicSet("tea at four", "ana"));

    [Benchmark]
    public FactVerdict AssignLinked()
    {
        var verdict = Write(_linked, One, _founder, new TopicSet("tea at four", "ana"));
        if (_linked.Unstable.Count < 100) return verdict;
        _linked.Acknowledge(Two, _linked.Seen);
        _linked.Compact();
        return verdict;
    }

    private static RoomEvent Deed(int i) => (i % 5) switch
    {
        0 => new ModeChanged(RoomMode.Moderated, i % 2 == 0, null),
        1 => new MaskAdded(MaskListKind.Ban, $"*!*@h{i % 50}.example", "ana"),
        2 => new MaskRemoved(MaskListKind.Ban, $"*!*@h{i % 50}.example"),
        3 => new TopicSet($"topic {i}", "ana"),
        _ => new ModeChanged(RoomMode.TopicLocked, i % 3 == 0, null),
    };

    private RoomReplica Begun(Charter charter)
    {
        var replica = new RoomReplica(One, charter);
        var stamp = new Stamp(Stamp.At(new(1_800_000_000_000)).Value);
        var at = new Envelope { Stamp = stamp, Node = One, Incarnation = 1, By = new(_founder), Room = new(stamp, One), Dot = new(One, 1, 1) };
        replica.Take(new RoomCreated("lobby", "lobby"), at);
        replica.Take(new MemberJoined(_founder), at with { Stamp = new(stamp.Value + 1), Dot = new(One, 1, 2) });
        _stamp = Math.Max(_stamp, stamp.Value + 1);
        return replica;
    }

    private FactVerdict Write(RoomReplica replica, Sid node, Uid by, RoomEvent happened)
    {
        var seen = replica.Seen;
        var at = new Envelope { Stamp = new(++_stamp), Node = node, Incarnation = 1, By = new(by), Room = replica.Room.Instance, Dot = new(node, 1, seen.CounterOf(node, 1) + 1), Context = seen };
        return replica.Take(happened, at).Verdict;
    }

    private static void Catch(RoomReplica from, RoomReplica to)
    {
        foreach (var fact in from.Unstable.OrderBy(fact => fact.At.Dot.Counter)) to.Take(fact.Event, fact.At, fact.Guise);
    }
}
