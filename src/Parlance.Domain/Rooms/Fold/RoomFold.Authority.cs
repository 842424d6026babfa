namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// Step 2: from the most senior to the least, whose basis was annulled, or whose authority a strictly more senior and concurrent fact took, acts no more.
/// What gives a rank is always senior to what is done with it, so one walk is enough.
/// </summary>
internal sealed partial class RoomFold
{
    private readonly List<RoomFact> _bySeniority = [];
    private readonly Dictionary<Uid, List<RoomFact>> _removalsOfUsers = [];
    private readonly Dictionary<string, List<RoomFact>> _removalsOfAccounts = new(StringComparer.Ordinal);
    private Comparison<RoomFact>? _seniorFirst;

    private void SettleAuthority()
    {
        _bySeniority.Clear();
        _removalsOfUsers.Clear();
        _removalsOfAccounts.Clear();
        foreach (var fact in _facts)
            if (fact.Judged.Rank > Rank.None && Counts(fact) && fact.Event is not RoomCreated) _bySeniority.Add(fact);
        _bySeniority.Sort(_seniorFirst ??= SeniorFirst);
        if (!rules.OnlySeniorsAnnul)
            foreach (var fact in _bySeniority) NoteRemoval(fact);
        foreach (var fact in _bySeniority)
        {
            Strip(fact);
            if (Counts(fact) && !_marks[fact.Slot].IsStripped) NoteRemoval(fact);
        }
    }

    private int SeniorFirst(RoomFact a, RoomFact b) => a.Judged.IsSeniorTo(b.Judged, rules) ? -1 : b.Judged.IsSeniorTo(a.Judged, rules) ? 1 : a.CompareTo(b);

    private void Strip(RoomFact fact)
    {
        if (fact.At.By.AsOperator && fact.Event is not MemberJoined) return; // staff's authority is the roster's: it falls with their node's quarantine
        if (rules.AnnulledGrantsCarryNothing && fact.Judged.BasisFact is { } basis && _marks[basis.Slot].Fate != Fate.Effective)
            Strip(fact, AnnulmentCause.BasisAnnulled, basis.At.Dot);
        else if (rules.RemovalAnnulsConcurrentActs && RemovalOf(fact) is { } removal)
            Strip(fact, AnnulmentCause.AuthorityRemoved, removal.At.Dot);
    }

    private void Strip(RoomFact fact, AnnulmentCause cause, in Dot by)
    {
        ref var mark = ref _marks[fact.Slot];
        mark.IsStripped = true;
        if (fact.Judged.IsPrivileged) Annul(fact, cause, by);
        else (mark.Cause, mark.By) = (cause, by); // it needed no rank: it stands, but as anybody's
    }

    private RoomFact? RemovalOf(RoomFact fact)
    {
        if (_removalsOfUsers.TryGetValue(fact.At.By.Uid, out var removals))
            foreach (var removal in removals)
                if (Removes(removal, fact)) return removal;
        if (fact.Judged.FromAccess && fact.At.By.Account is { } account && _removalsOfAccounts.TryGetValue(account, out removals))
            foreach (var removal in removals)
                if (Removes(removal, fact)) return removal;
        return null;
    }

    private bool Removes(RoomFact removal, RoomFact fact)
    {
        if (!removal.IsConcurrentWith(fact) || (rules.OnlySeniorsAnnul && !removal.Judged.IsSeniorTo(fact.Judged, rules))) return false;
        var takes = removal.Event switch
        {
            RankRevoked revoked => revoked.Rank == fact.Judged.Rank,
            AccessChanged changed => changed.Level.Rank() < fact.Judged.Rank,
            RoomTransferred => Rank.Admin < fact.Judged.Rank,
            _ => true,
        };
        if (!takes) return false;
        if (fact.Judged.IsAuthority && rules.GrantsFallWhateverTheClock) return true;
        if (_charter.Of(fact.At.Node).IsRelay && rules.RelaysAreHeldStrictly) return true;
        var bound = rules.ClocksMayBeTwoSecondsApart ? FoldRules.ClockBound : 0;
        return !rules.ActsLongBeforeStand || fact.At.Stamp.Wall.Milliseconds >= removal.At.Stamp.Wall.Milliseconds - bound;
    }

    private void NoteRemoval(RoomFact fact)
    {
        if (!fact.Judged.IsPrivileged) return;
        switch (fact.Event)
        {
            case RankRevoked e: Note(_removalsOfUsers, e.User, fact); break;
            case MemberKicked e: Note(_removalsOfUsers, e.User, fact); break;
            case AccessChanged e: Note(_removalsOfAccounts, e.Account, fact); break;
            case RoomTransferred when fact.Judged.Was is { } was: Note(_removalsOfAccounts, was, fact); break;
        }
    }

    private static void Note<TKey>(Dictionary<TKey, List<RoomFact>> removals, TKey of, RoomFact fact)
        where TKey : notnull
    {
        if (!removals.TryGetValue(of, out var those)) removals[of] = those = [];
        those.Add(fact);
    }
}
