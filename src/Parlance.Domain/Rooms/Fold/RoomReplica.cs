namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// What a node knows of one room (of all rooms ever created under one name at the same time): the events that are not stable yet, the room at the last
/// waist, and the room that all of it means. Single-threaded.
/// </summary>
public sealed partial class RoomReplica
{
    /// <summary>The newest rules of the fold that this version knows; a room names its own in its creation.</summary>
    public const int RulesMax = 1;

    /// <summary>Unstable events of one room from which on it is degraded.</summary>
    public const int UnstableMax = 4096;

    /// <summary>The same in bytes of memory.</summary>
    public const int UnstableBytesMax = 1 << 20;

    /// <summary>How many times the quota is held at most: founders and accounts go on, and others' events come in.</summary>
    public const int QuotaTimesMax = 4;

    private readonly Sid _self;
    private readonly FoldRules _rules;
    private readonly RoomFold _fold;
    private readonly WriterTable _writers = new();
    private readonly List<RoomFact> _facts = [];
    private readonly List<List<RoomFact>> _byWriter = [];
    private FoldedRoom _base = new();
    private FoldedRoom _room;
    private ulong[] _seen = [];
    private ulong[] _stable = [];
    private int _bytes;
    private int _arrivals;

    public RoomReplica(Sid self, Charter charter)
        : this(self, charter, FoldRules.Sound) { }

    internal RoomReplica(Sid self, Charter charter, FoldRules rules)
    {
        (_self, Charter, _rules, _room) = (self, charter, rules, _base);
        _fold = new(rules, self) { FactOf = FactOf };
    }

    public Charter Charter { get; private set; }

    /// <summary>The room as everything known means it.</summary>
    public FoldedRoom Room => _room;

    /// <summary>All that is known.</summary>
    public VersionVector Seen => _writers.Write(_seen);

    /// <summary>The waist: what is behind it is settled for ever, and no longer kept as events.</summary>
    public VersionVector Stable => _writers.Write(_stable);

    /// <summary>The events beyond the waist, in the order of their stamps.</summary>
    public IReadOnlyList<RoomFact> Unstable => _facts;

    /// <summary>Memory that the unstable events take, in bytes, roughly.</summary>
    public int UnstableBytes => _bytes;

    /// <summary>More is unstable than the quota allows: only founders and accounts may write here until there is a waist.</summary>
    public bool IsDegraded => _facts.Count >= UnstableMax || _bytes >= UnstableBytesMax;

    /// <summary>Whether this node may let somebody write an event here: in a degraded room only founders and accounts.</summary>
    public bool Admits(in Actor by) => !IsDegraded || by.Account is not null || by.IsServer || by.AsOperator || _room.RankOf(by.Uid) >= Rank.Founder;

    /// <summary>The next dot of an incarnation of this node.</summary>
    public Dot NextDot(uint incarnation)
    {
        var dot = new Dot(_self, incarnation, 0);
        var writer = _writers.Find(dot);
        return dot with { Counter = (writer < 0 ? 0 : Counters.At(_seen, writer)) + 1 };
    }

    /// <summary>An unstable event by its dot; null: unknown, or behind the waist.</summary>
    public RoomFact? FactOf(Dot dot)
    {
        var writer = _writers.Find(dot);
        if (writer < 0 || writer >= _byWriter.Count) return null;
        var at = dot.Counter - Counters.At(_stable, writer) - 1;
        return dot.Counter > Counters.At(_stable, writer) && at < (ulong)_byWriter[writer].Count ? _byWriter[writer][(int)at] : null;
    }

    /// <summary>Takes one event, of this node or another.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="at">Its envelope; without a context, it has seen all that is known here.</param>
    /// <param name="guise">What masks saw in the actor: with joins and topics.</param>
    public Taken Take(Event happened, in Envelope at, Guise? guise = null)
    {
        if (Admit(happened, at, guise, out var fact) is var intake and not Intake.Evolved) return Taken.Not(intake);
        var covers = Counters.Cover(fact!.Saw, _seen);
        Add(fact, covers);
        if (covers)
        {
            Evolve(fact);
            return new(Intake.Evolved, fact.Verdict, []);
        }

        var before = Refold();
        return new(Intake.Refolded, fact.Verdict, Difference.Between(before, _room, this));
    }

    /// <summary>Takes several events at once, such as a frame of a link, and folds once. What is early is given back in its place.</summary>
    /// <returns>What people are to be told of all of them together.</returns>
    public IReadOnlyList<RoomChange> Take(IReadOnlyList<(Event Event, Envelope At, Guise? Guise)> happened, Span<Intake> intakes)
    {
        var before = _room;
        var (copied, refolds) = (false, false);
        for (var i = 0; i < happened.Count; i++)
        {
            var (what, at, guise) = happened[i];
            intakes[i] = Admit(what, at, guise, out var fact);
            if (intakes[i] != Intake.Evolved) continue;
            if (!copied) (before, copied) = (_room.Copy(), true);
            var covers = !refolds && Counters.Cover(fact!.Saw, _seen);
            Add(fact!, covers);
            refolds |= !covers;
            if (covers) Evolve(fact!);
            else intakes[i] = Intake.Refolded;
        }

        if (refolds) Refold();
        return copied ? Difference.Between(before, _room, this) : [];
    }

    private Intake Admit(Event happened, in Envelope at, Guise? guise, out RoomFact? fact)
    {
        fact = null;
        if (at.Dot.IsNone || at.Dot.Node != at.Node || at.Dot.Incarnation != at.Incarnation || at.Room.IsNone) return Intake.Unreadable;
        if (happened is RoomCreated { Rules: < 1 or > RulesMax }) return Intake.Unreadable;
        var saw = at.Context is { } context ? _writers.Read(context) : [.. _seen];
        var writer = _writers.Find(at.Dot);
        var known = writer < 0 ? 0 : Counters.At(_seen, writer);
        if (at.Dot.Counter <= known) return saw is null || Contradicts(at, saw) ? Intake.Contradicted : Intake.Known;
        if (Charter.Of(at.Node).Refuses(at.Dot)) return Intake.Fenced;
        if (saw is null || at.Dot.Counter != known + 1 || (writer >= 0 && Counters.At(saw, writer) != known) || !Counters.Cover(_seen, saw)) return Intake.Early;
        if (_facts.Count >= QuotaTimesMax * UnstableMax || _bytes >= QuotaTimesMax * UnstableBytesMax) return Intake.Full;
        fact = new(happened, at, guise) { Writer = _writers.Add(at.Dot), Saw = saw, Arrival = ++_arrivals };
        return Intake.Evolved;
    }

    private bool Contradicts(in Envelope at, ulong[] saw) =>
        FactOf(at.Dot) is { } known && (known.At.Stamp != at.Stamp || known.At.By != at.By || (at.Context is not null && !Counters.Same(known.Saw, saw)));

    private void Add(RoomFact fact, bool covers)
    {
        if (_facts.Count == 0 && !IsAlone) _room = _base.Copy(); // until now the two were one
        Counters.Raise(ref _seen, fact.Writer, fact.Counter);
        Hear(fact);
        fact.Judged = Judge(fact, covers);
        if (IsAlone) return;
        Insert(fact);
        while (_byWriter.Count <= fact.Writer) _byWriter.Add([]);
        _byWriter[fact.Writer].Add(fact);
        _bytes += fact.Size;
    }

    private void Insert(RoomFact fact)
    {
        var at = _facts.Count;
        while (at > 0 && _facts[at - 1].CompareTo(fact) > 0) at--;
        _facts.Insert(at, fact);
    }

    private void Evolve(RoomFact fact)
    {
        Assignment.Apply(_room, fact, Charter, _rules, _self);
        var cause = _rules.QuarantineAnnuls && Charter.Of(fact.At.Node).IsQuarantined ? AnnulmentCause.Quarantined : AnnulmentCause.None;
        fact.Verdict = new(!fact.IsValid ? Fate.Invalid : cause == AnnulmentCause.None ? Fate.Effective : Fate.Annulled, cause, Flaw: fact.Judged.Flaw);
        if (IsAlone) Counters.Raise(ref _stable, fact.Writer, fact.Counter);
    }

    /// <summary>Folds anew from the waist.</summary>
    /// <returns>The room as it was.</returns>
    private FoldedRoom Refold()
    {
        var before = _room;
        _room = _fold.Run(_base, _facts, Charter, keepVerdicts: true);
        return before;
    }

    /// <summary>No other node is on the roster: everything is stable at once.</summary>
    private bool IsAlone => Charter.Nodes.Count == 1 && Charter.Nodes[0].Node == _self;
}
