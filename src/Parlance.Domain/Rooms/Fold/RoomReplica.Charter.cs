namespace Parlance.Domain.Rooms.Fold;

/// <summary>What changes when registrar or roster say something new: fences, quarantine, trust, claims.</summary>
public sealed partial class RoomReplica
{
    /// <summary>
    /// Lives by another charter. Events beyond a fence are dropped, with all that saw them; the rest is judged and folded anew.
    /// What is behind the waist stays as it is.
    /// </summary>
    /// <param name="charter">The new one.</param>
    /// <param name="dropped">The events that lost their dots: this node may offer its own again as new ones.</param>
    /// <returns>What people are to be told.</returns>
    public IReadOnlyList<RoomChange> Adopt(Charter charter, out IReadOnlyList<RoomFact> dropped)
    {
        Charter = charter;
        var inOrder = _facts.OrderBy(fact => fact.Arrival).ToArray(); // as they came: what a fact has seen comes before it, even if it lies about its stamp
        var lost = new List<RoomFact>();
        foreach (var fact in inOrder)
            if (charter.Of(fact.At.Node).Refuses(fact.At.Dot) || lost.Exists(other => other.IsBefore(fact))) lost.Add(fact);
        dropped = lost;
        if (_facts.Count == 0) return [];

        foreach (var fact in lost) Drop(fact);
        _views.Clear();
        _facts.Clear();
        foreach (var fact in inOrder)
        {
            if (lost.Contains(fact)) continue;
            fact.Judged = Judge(fact, covers: false);
            Insert(fact);
        }

        var before = Refold();
        var changes = Difference.Between(before, _room, this);
        if (IsAlone) Compact();
        return changes;
    }

    private void Drop(RoomFact fact)
    {
        _facts.Remove(fact);
        _byWriter[fact.Writer].Remove(fact);
        _bytes -= fact.Size;
        _seen[fact.Writer] = Math.Min(_seen[fact.Writer], fact.Counter - 1);
        foreach (var heard in _heard) Counters.Lower(heard.Saw, _seen);
    }
}
