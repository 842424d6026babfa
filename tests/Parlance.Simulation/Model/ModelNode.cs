using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>A node of the model: its replica, its clock, its users, and the disk that a crash leaves. What leaves the node was written before.</summary>
internal sealed class ModelNode
{
    public const long Epoch = 1_800_000_000_000;

    private readonly List<ModelFact> _disk = [];
    private readonly List<ModelFact> _early = [];
    private readonly List<ModelFact> _unwritten = [];
    private readonly Func<Charter> _charter;
    private readonly FoldRules _rules;
    private HybridClock _clock = new();
    private byte[]? _snapshot;
    private ulong _uids;

    public ModelNode(int index, long skew, bool accounts, Func<Charter> charter, FoldRules rules)
    {
        (Index, Skew, _charter, _rules) = (index, skew, charter, rules);
        Sid = SidOf(index);
        Replica = new(Sid, charter(), rules);
        HasAccounts = accounts;
        Users = Arrivals();
    }

    public static Sid SidOf(int index) => Sid.Parse($"{index + 1}MM");

    public int Index { get; }
    public Sid Sid { get; }
    public long Skew { get; }
    public bool HasAccounts { get; }
    public uint Incarnation { get; private set; } = 1;
    public RoomReplica Replica { get; private set; }
    public ModelUser[] Users { get; private set; }

    /// <summary>What was written to disk since it was asked last, and may leave.</summary>
    public List<ModelFact> Outgoing { get; } = [];

    public Stamp NextStamp(long now)
    {
        _clock.Observe(Replica.Room.Latest);
        return _clock.Next(new(Epoch + now + Skew));
    }

    public Envelope Envelop(Actor by, Event happened, Stamp stamp) => new()
    {
        Stamp = stamp, Node = Sid, Incarnation = Incarnation, By = by, Room = happened is RoomCreated ? new(stamp, Sid) : Replica.Room.Instance,
        Dot = Replica.NextDot(Incarnation), Context = Replica.Seen,
    };

    /// <summary>Takes an event of its own; it is on its way to the disk.</summary>
    public void Write(ModelFact fact)
    {
        var taken = Replica.Take(fact.Event, fact.At, fact.Guise);
        Assert.Equal(Intake.Evolved, taken.Intake);
        _unwritten.Add(fact);
    }

    /// <summary>The disk is done: what was written may leave.</summary>
    public void Commit(Action<ModelFact> wrote)
    {
        foreach (var fact in _unwritten)
        {
            _disk.Add(fact);
            if (fact.At.Node != Sid) continue;
            Outgoing.Add(fact);
            wrote(fact);
        }

        _unwritten.Clear();
    }

    /// <summary>Takes events from elsewhere, in whatever order; what is early waits.</summary>
    public void Receive(List<ModelFact> facts, bool together)
    {
        _early.AddRange(facts);
        for (var again = true; again && _early.Count > 0;)
        {
            var intakes = new Intake[_early.Count];
            if (together) Replica.Take([.. _early.Select(f => (f.Event, f.At, f.Guise))], intakes);
            else for (var i = 0; i < intakes.Length; i++) intakes[i] = Replica.Take(_early[i].Event, _early[i].At, _early[i].Guise).Intake;
            again = false;
            for (var i = 0; i < intakes.Length; i++)
            {
                Assert.True(intakes[i] is Intake.Evolved or Intake.Refolded or Intake.Known or Intake.Early, $"{intakes[i]}: {_early[i]}");
                if (intakes[i] is Intake.Known or Intake.Early) continue;
                _unwritten.Add(_early[i]);
                again = true;
            }

            var kept = _early.Where((_, i) => intakes[i] == Intake.Early).ToList();
            _early.Clear();
            _early.AddRange(kept);
        }
    }

    /// <summary>What another lacks of what is kept here.</summary>
    public IEnumerable<ModelFact> Lacking(VersionVector seen)
    {
        foreach (var fact in _disk)
            if (!seen.Covers(fact.At.Dot)) yield return fact;
    }

    public void Compact()
    {
        if (_unwritten.Count > 0 || !Replica.Compact()) return;
        _snapshot = Replica.Snapshot();
        var stable = Replica.Stable;
        _disk.RemoveAll(fact => stable.Covers(fact.At.Dot));
    }

    /// <summary>Everything that was not on disk is gone; so are the sessions.</summary>
    public void Crash()
    {
        _unwritten.Clear();
        _early.Clear();
        Outgoing.Clear();
        Incarnation++;
        _clock = new(new(_clock.Last.Value + (1000UL << Stamp.CounterBits)));
        Replica = _snapshot is null ? new(Sid, _charter(), _rules) : RoomReplica.Restore(Sid, _charter(), _snapshot, _rules);
        foreach (var fact in _disk) Replica.Take(fact.Event, fact.At, fact.Guise);
        Users = Arrivals();
    }

    private ModelUser[] Arrivals() => [Arrival(null), Arrival(null), Arrival(HasAccounts ? $"acc{Index % 2}" : null)];

    private ModelUser Arrival(string? account)
    {
        var uid = Uid.Of(Sid, (ulong)(Index * 1000) + _uids++);
        var nick = uid.ToString();
        return new(uid, account, new() { NickFolded = nick, Ident = "u", Host = $"h{_uids % 3}.test", RealHost = "r.test", Secure = true });
    }
}
