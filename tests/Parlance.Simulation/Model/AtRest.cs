using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>
/// What must hold when everybody knows everything. Written over the facts and their order alone, in the plainest way, without the fold's own code for
/// who wins; the verdicts that it checks are those of a replica that took all facts and never compacted.
/// </summary>
internal sealed partial class AtRest
{
    private readonly ModelRun _run;
    private readonly Prng _chance;
    private readonly RoomReplica _judge;
    private readonly Dictionary<Dot, string> _forged = [];
    private readonly Dictionary<RoomFact, Rank> _ranks = [];
    private readonly RoomFact[] _facts;
    private readonly FoldedRoom _room;

    public AtRest(ModelRun run, Prng chance)
    {
        (_run, _chance) = (run, chance);
        _judge = Fresh(run.Nodes[0].Sid, run.Facts);
        _facts = [.. _judge.Unstable];
        _room = _judge.Room;
        foreach (var fact in run.Facts)
            if (fact.Forged is { } lie) _forged[fact.At.Dot] = lie;
    }

    /// <summary>The first invariant that does not hold; null: all do.</summary>
    public string? Fault() => Replication() ?? Creations() ?? Lies() ?? Chains() ?? Removals() ?? Causes() ?? Uses() ?? Crowds() ?? Speech() ?? Registers() ?? Sets() ?? People();

    private RoomReplica Fresh(Sid self, List<ModelFact> facts)
    {
        var replica = new RoomReplica(self, _run.Charter, _run.Rules);
        var left = facts;
        while (left.Count > 0)
        {
            var intakes = new Intake[left.Count];
            replica.Take([.. left.Select(f => (f.Event, f.At, f.Guise))], intakes);
            var early = left.Where((_, i) => intakes[i] == Intake.Early).ToList();
            if (early.Count == left.Count) break;
            left = early;
        }

        return replica;
    }

    /// <summary>I1: the same events, the same room, whatever the order, the doubles, and what was compacted on the way (I9).</summary>
    private string? Replication()
    {
        foreach (var node in _run.Nodes)
            if (!node.Replica.Seen.Equals(_judge.Seen)) return $"I0: node {node.Sid} has not seen everything";
        var hash = _judge.Hash;
        foreach (var node in _run.Nodes)
        {
            if (node.Replica.Hash != hash) return $"I1: node {node.Sid} has another room";
            foreach (var fact in node.Replica.Unstable)
                if (fact.Verdict != _judge.FactOf(fact.At.Dot)!.Verdict) return $"I1: node {node.Sid} judges {fact.At.Dot} otherwise";
        }

        var other = Fresh(_run.Nodes[^1].Sid, [.. _run.Facts.OrderBy(_ => _chance.Next())]);
        return other.Hash == hash ? null : "I1b: another order gives another room";
    }

    private static bool Concurrent(RoomFact a, RoomFact b) => !ReferenceEquals(a, b) && !Before(a, b) && !Before(b, a);

    /// <summary>By the envelope, not by what the fold made of it.</summary>
    private static bool Before(RoomFact a, RoomFact b) => b.At.Context!.Covers(a.At.Dot);

    private static bool Earlier(RoomFact a, RoomFact b) => a.At.Stamp.Value < b.At.Stamp.Value || (a.At.Stamp == b.At.Stamp && a.At.Dot.CompareTo(b.At.Dot) < 0);

    private static bool Stands(RoomFact fact) => fact.Verdict.Fate == Fate.Effective;

    private IEnumerable<RoomFact> Standing<TEvent>() => _facts.Where(fact => fact.Event is TEvent && Stands(fact));

    /// <summary>Rooms that were closed and began anew are left to the invariants of creation.</summary>
    private bool WasClosed => _facts.Any(fact => fact.Event is RoomClosed && Stands(fact));

    /// <summary>The rank that counts: none, when its basis does not stand or a senior took it at the same time.</summary>
    private Rank RankOf(RoomFact fact)
    {
        if (fact.Judged.Rank == Rank.None || (fact.At.By.AsOperator && fact.Event is not MemberJoined)) return fact.Judged.Rank;
        if (_ranks.TryGetValue(fact, out var rank)) return rank;
        var stripped = (_judge.FactOf(fact.Judged.Basis) is { } basis && !Stands(basis)) || Array.Exists(_facts, removal => Stands(removal) && TakesRightOf(removal, fact));
        return _ranks[fact] = stripped ? Rank.None : fact.Judged.Rank;
    }

    private bool IsRelay(RoomFact fact) => _run.Charter.Nodes.Single(node => node.Node == fact.At.Node).IsRelay;

    private static string Words(RoomFact fact) => $"{fact.At.Dot} {fact.Event.GetType().Name}";
}
