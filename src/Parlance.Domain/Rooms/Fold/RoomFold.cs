namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// The room that a causally closed set of events means, and what became of each. A pure function: the same set gives the same room in whatever order it
/// came. The only place that knows about merging (CONVERGENCE §2.1). Keeps its working memory between calls; belongs to one replica.
/// </summary>
internal sealed partial class RoomFold(FoldRules rules, Sid self)
{
    private Mark[] _marks = [];
    private FoldedRoom _from = null!;
    private List<RoomFact> _facts = null!;
    private Charter _charter = null!;

    /// <param name="from">The room at the last waist: every fact has seen all that made it.</param>
    /// <param name="facts">The facts since, judged, in the order of <see cref="RoomFact.CompareTo"/>.</param>
    /// <param name="charter">What registrar and roster say.</param>
    /// <param name="keepVerdicts">Whether to write down with each fact what became of it.</param>
    public FoldedRoom Run(FoldedRoom from, List<RoomFact> facts, Charter charter, bool keepVerdicts)
    {
        (_from, _facts, _charter) = (from, facts, charter);
        if (_marks.Length < facts.Count) _marks = new Mark[Math.Max(16, 2 * facts.Count)];
        Judge();                                   // 0: had the actor, knowing what it knew, the right?
        SettleCreation();                          // 1: one creation wins
        foreach (var life in _lives)
        {
            _life = life;
            SettleAuthority();                     // 2: senior first; what an annulled grant carried falls with it
            ApplyRestrictions();                   // 3: restriction against use, the earlier wins
        }

        var room = ReadRegisters();                // 4: senior beats junior, tighter beats looser, later beats earlier
        if (keepVerdicts)
            foreach (var fact in facts) fact.Verdict = _marks[fact.Slot].Verdict(fact);
        return room;
    }

    private void Judge()
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            var fact = _facts[i];
            fact.Slot = i;
            _marks[i] = new() { Fate = fact.IsValid ? Fate.Effective : Fate.Invalid };
            if (rules.QuarantineAnnuls && _charter.Of(fact.At.Node).IsQuarantined) Annul(fact, AnnulmentCause.Quarantined, default);
        }
    }

    /// <summary>Whether it is effective in the life of the room that is looked at.</summary>
    private bool Counts(RoomFact fact) => _marks[fact.Slot].Fate == Fate.Effective && _marks[fact.Slot].EndedBy == _life;

    private void Annul(RoomFact fact, AnnulmentCause cause, in Dot by)
    {
        ref var mark = ref _marks[fact.Slot];
        (mark.Fate, mark.Cause, mark.By) = (mark.Fate == Fate.Invalid ? Fate.Invalid : Fate.Annulled, cause, by);
    }

    /// <summary>The rank that a fact's actor still has after step 2.</summary>
    private Rank RankOf(RoomFact fact) => _marks[fact.Slot].IsStripped ? Rank.None : fact.Judged.Rank;

    private bool HonoursAccountsOf(RoomFact fact) => !_charter.Of(fact.At.Node).IsRelay || !rules.RelaysVouchForNoAccount;

    /// <summary>What is known of a fact so far.</summary>
    private struct Mark
    {
        public Fate Fate;
        public AnnulmentCause Cause;
        public Dot By;

        /// <summary>Its actor's authority is gone: annulled at its basis, or removed by a senior.</summary>
        public bool IsStripped;

        /// <summary>The event that closed its room, which was effective and is over; null: it lives.</summary>
        public RoomFact? EndedBy;

        public readonly FactVerdict Verdict(RoomFact fact) => new(Fate, Cause, By, fact.Judged.Flaw);
    }
}
