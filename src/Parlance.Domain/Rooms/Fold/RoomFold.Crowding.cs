namespace Parlance.Domain.Rooms.Fold;

/// <summary>Step 3, the limit: where two sides filled the last places, the latest joins go first. Only joins with a concurrent competitor or limit can fall.</summary>
internal sealed partial class RoomFold
{
    private readonly List<RoomFact> _limits = [];
    private readonly Dictionary<Uid, RoomFact?> _present = [];
    private readonly Dictionary<Sid, uint> _newest = [];

    private void EvictTheLatest()
    {
        _limits.Clear();
        var limited = false;
        foreach (var fact in _facts)
        {
            if (!Counts(fact)) continue;
            if (fact.Event is ModeChanged { Mode: RoomMode.Limit, On: true } or ModeLocked { Mode: RoomMode.Limit, On: true }) _limits.Add(fact);
            limited |= fact.Event is MemberJoined && fact.Judged.Limit > 0;
        }

        if (_limits.Count == 0 && !limited) return;
        _present.Clear();
        if (_from.IsOpen && _life == _endOfBase)
            foreach (var user in _from.Members.Keys) _present[user] = null;
        _newest.Clear();
        foreach (ref readonly var node in _from.Incarnations) _newest[node.Node] = node.Incarnation;
        foreach (var fact in _facts)
        {
            VoidOlder(fact);
            if (!Counts(fact)) continue;
            switch (fact.Event)
            {
                case MemberJoined e: Seat(fact, e.User); break;
                case MemberParted e: Unseat(fact, e.User); break;
                case MemberKicked e: Unseat(fact, e.User); break;
            }
        }
    }

    private void Seat(RoomFact join, Uid user)
    {
        if (_present.ContainsKey(user)) return;
        var limit = join.Judged.Limit > 0 ? join.Judged.Limit : int.MaxValue;
        RoomFact? cause = null;
        foreach (var fact in _limits)
        {
            if (fact.CompareTo(join) > 0 || !fact.IsConcurrentWith(join) || LimitOf(fact) >= limit || IsLifted(fact, join)) continue;
            (limit, cause) = (LimitOf(fact), fact);
        }

        if (_present.Count >= limit && !IsExempt(join, Exemptions.Invited | Exemptions.Access) && !join.At.By.AsOperator)
        {
            cause ??= Competitor(join);
            if (cause is not null)
            {
                Annul(join, AnnulmentCause.Crowded, cause.At.Dot);
                return;
            }
        }

        _present[user] = join;
    }

    /// <summary>The earliest of those who are in and whom the join had not seen: named as the cause, so it must be the same everywhere.</summary>
    private RoomFact? Competitor(RoomFact join)
    {
        RoomFact? first = null;
        foreach (var other in _present.Values)
            if (other is not null && other.IsConcurrentWith(join) && (first is null || other.CompareTo(first) < 0)) first = other;
        return first;
    }

    /// <summary>A node wrote as a new incarnation: those who came in by older ones are gone.</summary>
    private void VoidOlder(RoomFact fact)
    {
        ref readonly var at = ref fact.At;
        if (_marks[fact.Slot].Cause == AnnulmentCause.Quarantined || (_newest.TryGetValue(at.Node, out var newest) && newest >= at.Incarnation)) return;
        _newest[at.Node] = at.Incarnation;
        if (newest == 0 || !rules.OldIncarnationsAreVoid) return;
        foreach (var (user, join) in _present)
            if (user.Node == at.Node && (join is null || join.At.Incarnation < at.Incarnation)) _present.Remove(user);
    }

    private void Unseat(RoomFact removal, Uid user)
    {
        if (_present.TryGetValue(user, out var join) && (join is null || join.IsBefore(removal))) _present.Remove(user);
    }

    private static int LimitOf(RoomFact fact)
    {
        var value = fact.Event is ModeChanged changed ? changed.Value : ((ModeLocked)fact.Event).Value;
        return default(RoomModes).With(RoomMode.Limit, true, value).Limit is > 0 and var limit ? limit : int.MaxValue;
    }
}
