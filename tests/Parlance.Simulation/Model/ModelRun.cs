using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>
/// A mesh of two to five nodes that share one room, from one seed: latency, loss, doubles, cuts, clocks that are off, crashes, a lying node, compaction on
/// the way. Each step draws its chances by itself, so that a failing run can be shortened by leaving steps out.
/// </summary>
internal sealed class ModelRun
{
    private readonly ulong _seed;
    private readonly Bag _bag;
    private readonly List<Uid> _everybody = [];
    private readonly bool _checksSteps;
    private Charter _charter;
    private long _now = 1_000_000;

    public ModelRun(ulong seed, FoldRules rules, bool checksSteps = false)
    {
        (_seed, _checksSteps, Rules) = (seed, checksSteps, rules);
        var chance = new Prng(seed);
        Swarm = new(chance);
        _bag = new(Swarm);
        _charter = Charter.Of([.. Enumerable.Range(0, Swarm.Nodes).Select(ModelNode.SidOf)]);
        if (Swarm.Liar >= 0) _charter = _charter.With(new(ModelNode.SidOf(Swarm.Liar)) { OperatorsCount = false, IsRelay = Swarm.Relay == Swarm.Liar });
        if (Swarm.Relay >= 0 && Swarm.Relay != Swarm.Liar) _charter = _charter.With(new(ModelNode.SidOf(Swarm.Relay)) { IsRelay = true });
        Nodes = [.. Enumerable.Range(0, Swarm.Nodes).Select(i => new ModelNode(i, SkewOf(chance), Swarm.Accounts && i != Swarm.Relay, () => _charter, rules))];
        foreach (var node in Nodes) _everybody.AddRange(node.Users.Select(user => user.Uid));
    }

    public FoldRules Rules { get; }
    public Swarm Swarm { get; }
    public ModelNode[] Nodes { get; }
    public Charter Charter => _charter;

    /// <summary>Everything that left its node's disk.</summary>
    public List<ModelFact> Facts { get; } = [];
    public List<ModelMessage> Messages { get; } = [];
    public TimeSpan Simulated => TimeSpan.FromMilliseconds(_now - 1_000_000);
    public int Crashes { get; private set; }
    public int Compactions { get; private set; }

    /// <summary>What is wrong at the end; null: nothing.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="skipped">Steps to leave out.</param>
    public string? Fails(int steps, IReadOnlySet<int>? skipped = null)
    {
        for (var step = 0; step < steps; step++)
            if (skipped?.Contains(step) != true && Step(new(_seed ^ ((ulong)(step + 1) * 0x9E3779B97F4A7C15))) is { } fault) return fault;
        Heal(new(_seed + 1));
        return new AtRest(this, new(_seed + 2)).Fault();
    }

    private long SkewOf(Prng chance) => !Swarm.Skew ? 0 : chance.OneIn(20) ? 30_000 : chance.Below(600) - 300;

    private string? Step(Prng chance)
    {
        _now += Swarm.OneMillisecond ? 50 : 1 + chance.Below(120);
        foreach (var other in Nodes) Commit(other, chance);
        _bag.Deliver(_now, Nodes, chance);
        if (Swarm.Partitions && chance.Below(100) < 6) Cut(chance);
        if (chance.Below(100) < 10) CatchUp(chance.Below(Nodes.Length), chance.Below(Nodes.Length), chance);
        var node = Nodes[chance.Below(Nodes.Length)];
        if (Swarm.Crashes && chance.OneIn(60)) Crash(node);
        if (chance.Below(100) < 86) Act(node, chance);
        if (node.Index == Swarm.Liar && chance.OneIn(3)) Lie(node, chance);
        if (Swarm.Compaction) Compact(node, chance);
        if (Swarm.Claim && _charter.Claimed.IsNone && chance.OneIn(40) && node.Replica.Room.IsOpen) Adopt(_charter with { Claimed = node.Replica.Room.Instance });
        if (Swarm.Quarantine && chance.OneIn(80)) Adopt(_charter.With(_charter.Of(ModelNode.SidOf(Swarm.Liar)) with { IsQuarantined = true }));
        return _checksSteps || chance.OneIn(40) ? ShortWayFault(node) : null;
    }

    private void Act(ModelNode node, Prng chance)
    {
        var acts = new Acts(Swarm, chance, node, _everybody);
        if (acts.Housekeeping() is { } chore && chance.OneIn(2))
        {
            Write(node, default, chore, null);
            return;
        }

        var by = acts.Somebody();
        if (Swarm.Messages && node.Replica.Room.IsOpen && chance.OneIn(5)) Say(node, by, null);
        if (acts.Act(by) is not { } happened) return;
        Write(node, new(by.Uid, by.Account, Swarm.Staff && node.Index != Swarm.Liar && chance.OneIn(15)), happened, by.Guise);
        if (happened is RoomCreated) Write(node, new(by.Uid, by.Account), new MemberJoined(by.Uid), by.Guise);
    }

    /// <summary>An honest node writes what the rules allow it, and nothing else.</summary>
    private void Write(ModelNode node, Actor by, Event happened, Guise? guise)
    {
        var fact = new ModelFact(happened, node.Envelop(by, happened, node.NextStamp(_now)), guise);
        var flaw = Validity.Of(new(happened, fact.At, guise), node.Replica.Room, _charter, FoldRules.Sound).Flaw;
        if (flaw == Flaw.None && !IsFull(node.Replica.Room, happened)) node.Write(fact);
    }

    private static bool IsFull(FoldedRoom room, Event happened) => happened is MemberJoined && ((room.Modes.Limit > 0 && room.Members.Count >= room.Modes.Limit) || room.Modes.Key is not null);

    private void Say(ModelNode node, ModelUser by, string? forged)
    {
        var at = node.Envelop(new(by.Uid, by.Account), new MemberKnocked(), node.NextStamp(_now)) with { Dot = default };
        if (forged is not null || node.Replica.Hears(at, by.Guise) is { IsBarred: false }) Messages.Add(new(at, by.Guise, forged));
    }

    private void Lie(ModelNode node, Prng chance)
    {
        var lies = new Lies(chance, node);
        var lie = chance.Below(12) switch
        {
            0 => lies.Override(_now),
            1 when Swarm.Relay == node.Index => lies.Impersonate(_now),
            _ => lies.Tell(_now),
        };
        if (lie is not null) node.Write(lie);
        var room = node.Replica.Room;
        var user = chance.Pick(node.Users);
        if (Swarm.Messages && room.IsOpen && room.RankOf(user.Uid) == Rank.None && (room.Has(RoomMode.Moderated) || (room.Has(RoomMode.NoExternal) && room.MemberOf(user.Uid) is null)))
            Say(node, user, "speaks where it may not");
    }

    private void Commit(ModelNode node, Prng chance)
    {
        node.Commit(Facts.Add);
        foreach (var fact in node.Outgoing)
            for (var to = 0; to < Nodes.Length; to++)
                if (to != node.Index) _bag.Send(node.Index, to, fact, _now, chance);
        node.Outgoing.Clear();
    }

    private void Cut(Prng chance)
    {
        _bag.Cut(chance);
        if (chance.OneIn(2)) _now += chance.Below(60_000);
    }

    private void CatchUp(int from, int to, Prng chance)
    {
        if (from == to || !_bag.IsOpen(from, to)) return;
        foreach (var fact in Nodes[from].Lacking(Nodes[to].Replica.Seen)) _bag.Send(from, to, fact, _now, chance);
    }

    private void Crash(ModelNode node)
    {
        Crashes++;
        node.Crash();
        _everybody.AddRange(node.Users.Select(user => user.Uid));
    }

    private void Compact(ModelNode node, Prng chance)
    {
        if (chance.OneIn(3))
        {
            node.Commit(Facts.Add);
            for (var to = 0; to < Nodes.Length; to++)
                if (to != node.Index) _bag.Acknowledge(node.Index, to, node.Sid, node.Replica.Seen, _now, chance);
        }

        if (!chance.OneIn(3)) return;
        var held = node.Replica.Unstable.Count;
        node.Compact();
        if (node.Replica.Unstable.Count < held) Compactions++;
    }

    private void Adopt(Charter charter)
    {
        _charter = charter;
        foreach (var node in Nodes) node.Replica.Adopt(charter, out _);
    }

    /// <summary>The room as it was assigned event by event is the room that the fold gives.</summary>
    private string? ShortWayFault(ModelNode node)
    {
        var hash = node.Replica.Hash;
        node.Replica.Adopt(_charter, out _);
        return hash == node.Replica.Hash ? null : "the short way and the fold differ";
    }

    private void Heal(Prng chance)
    {
        _bag.Mend();
        for (var round = 0; round < 60; round++)
        {
            _now += 250;
            foreach (var node in Nodes) Commit(node, chance);
            _bag.Deliver(_now, Nodes, chance);
            var seen = Nodes[0].Replica.Seen;
            if (Array.TrueForAll(Nodes, node => node.Replica.Seen.Equals(seen))) return;
            for (var from = 0; from < Nodes.Length; from++)
                for (var to = 0; to < Nodes.Length; to++) CatchUp(from, to, chance);
        }
    }
}
