using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

internal sealed partial class AtRest
{
    /// <summary>I2: one creation stands, and it is the one that comes first; a room is closed only with nobody coming in.</summary>
    private string? Creations()
    {
        foreach (var close in Standing<RoomClosed>().Where(close => close.At.By.IsServer))
            if (_facts.FirstOrDefault(fact => fact.Event is MemberJoined && fact.IsValid && !IsQuarantined(fact) && Concurrent(fact, close)) is { } join) return $"I2: {Words(close)} stands against {Words(join)}";
        if (WasClosed) return null;

        var creations = _facts.Where(fact => fact.Event is RoomCreated && fact.IsValid && !IsQuarantined(fact)).ToList();
        creations.RemoveAll(creation => creations.Exists(older => Before(older, creation)));
        var first = creations.OrderBy(c => c.At.Room == _run.Charter.Claimed ? 0 : 1).ThenBy(c => c.At.By.Account is null || IsRelay(c) ? 1 : 0).ThenBy(c => c.At.Stamp).ThenBy(c => c.At.Dot).FirstOrDefault();
        if (_room.Instance != (first?.At.Room ?? default)) return "I2: another creation comes first";
        if (Standing<RoomCreated>().Count() > 1) return "I2: two creations stand";
        return null;
    }

    private bool IsQuarantined(RoomFact fact) => _run.Charter.Of(fact.At.Node).IsQuarantined;

    /// <summary>I3: what was forged comes to nothing.</summary>
    private string? Lies()
    {
        foreach (var fact in _facts)
        {
            if (Stands(fact) && _forged.TryGetValue(fact.At.Dot, out var lie)) return $"I3: {Words(fact)} stands, which {lie}";
            if (Stands(fact) && IsQuarantined(fact)) return $"I3: {Words(fact)} of a node in quarantine stands";
        }

        return null;
    }

    /// <summary>I4: whatever needed a rank has an unbroken chain of standing facts up to the creation.</summary>
    private string? Chains()
    {
        foreach (var fact in _facts)
        {
            if (!Stands(fact) || !fact.Judged.IsPrivileged || fact.At.By.AsOperator || fact.Event is RoomCreated) continue;
            if (fact.Judged.Basis.IsNone) return $"I4: {Words(fact)} has no basis";
            if (_judge.FactOf(fact.Judged.Basis) is not { } basis) return $"I4: the basis of {Words(fact)} is unknown";
            if (!Stands(basis)) return $"I4: the basis of {Words(fact)} does not stand";
        }

        foreach (var member in _room.Members.Values)
            foreach (var held in member.Ranks)
                if (_judge.FactOf(held.By.Dot) is not { } grant || !Stands(grant)) return $"I4b: {member.User} holds {held.Rank} from nothing that stands";
        return null;
    }

    /// <summary>I5: nothing stands that a senior's concurrent removal takes the right from.</summary>
    private string? Removals()
    {
        foreach (var fact in _facts)
        {
            if (!Stands(fact) || !fact.Judged.IsPrivileged || fact.At.By.AsOperator || fact.Event is RoomCreated) continue;
            foreach (var removal in _facts)
                if (Stands(removal) && TakesRightOf(removal, fact)) return $"I5: {Words(fact)} stands against {Words(removal)}";
        }

        return null;
    }

    private bool TakesRightOf(RoomFact removal, RoomFact fact)
    {
        if (!removal.Judged.IsPrivileged || !Concurrent(removal, fact) || !IsSenior(removal, fact) || EndOf(removal) != EndOf(fact)) return false;
        var takes = removal.Event switch
        {
            RankRevoked e => e.User == fact.At.By.Uid && e.Rank == fact.Judged.Rank,
            MemberKicked e => e.User == fact.At.By.Uid,
            AccessChanged e => fact.Judged.FromAccess && e.Account == fact.At.By.Account && e.Level.Rank() < fact.Judged.Rank,
            RoomTransferred => fact.Judged.FromAccess && removal.Judged.Was == fact.At.By.Account && Rank.Admin < fact.Judged.Rank,
            _ => false,
        };
        if (!takes || (fact.At.By.AsOperator && fact.Event is not MemberJoined)) return false;
        return fact.Event is RankGranted or RankRevoked or AccessChanged or RoomRegistered or RoomTransferred || IsRelay(fact) || fact.At.Stamp.Wall.Milliseconds + 2000 >= removal.At.Stamp.Wall.Milliseconds;
    }

    /// <summary>The closing that ended the life of the room to which the fact belongs; null: it lives.</summary>
    private RoomFact? EndOf(RoomFact fact)
    {
        if (!WasClosed) return null;
        var creation = Array.Find(_facts, other => other.Event is RoomCreated && other.At.Room == fact.At.Room);
        return creation is null ? null : Array.Find(_facts, other => other.Event is RoomClosed && Stands(other) && Before(creation, other));
    }

    private static bool IsSenior(RoomFact a, RoomFact b) => a.Judged.Rank != b.Judged.Rank ? a.Judged.Rank > b.Judged.Rank
        : a.Judged.BasisAt != b.Judged.BasisAt ? a.Judged.BasisAt.Value < b.Judged.BasisAt.Value : a.Judged.Basis.CompareTo(b.Judged.Basis) < 0;

    /// <summary>I10: whatever is annulled has a cause, and the cause holds.</summary>
    private string? Causes()
    {
        foreach (var fact in _facts)
        {
            if (fact.Verdict.Fate != Fate.Annulled) continue;
            var by = _judge.FactOf(fact.Verdict.By);
            var holds = fact.Verdict.Cause switch
            {
                AnnulmentCause.Quarantined => IsQuarantined(fact),
                AnnulmentCause.BasisAnnulled => by is not null && !Stands(by) && fact.Judged.Basis == by.At.Dot,
                AnnulmentCause.JoinAnnulled => by is { Event: MemberJoined } && !Stands(by),
                AnnulmentCause.AuthorityRemoved => by is not null && Stands(by) && TakesRightOf(by, fact),
                AnnulmentCause.Restricted => by is not null && Stands(by) && Restricts(by, fact),
                AnnulmentCause.Crowded => by is not null && Concurrent(by, fact) && Earlier(by, fact),
                AnnulmentCause.JoinedMeanwhile => by is { Event: MemberJoined } && Concurrent(by, fact),
                AnnulmentCause.CreatedElsewhere or AnnulmentCause.RoomLivedOn => by is { Event: RoomCreated },
                _ => false,
            };
            if (!holds) return $"I10: {Words(fact)} is annulled ({fact.Verdict.Cause} by {fact.Verdict.By}) without that being so";
        }

        return null;
    }
}
