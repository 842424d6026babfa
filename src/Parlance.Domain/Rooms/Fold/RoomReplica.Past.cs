namespace Parlance.Domain.Rooms.Fold;

/// <summary>The room as the origin of an event knew it. An event of a chain continues the room of the one before; others are folded from the waist.</summary>
public sealed partial class RoomReplica
{
    private readonly List<View?> _views = [];
    private readonly List<RoomFact> _past = [];

    private Judgement Judge(RoomFact fact, bool covers)
    {
        var past = covers ? _room : PastOf(fact);
        var judged = Validity.Of(fact, past, Charter, _rules);
        if (!judged.Basis.IsNone) judged = judged with { BasisFact = FactOf(judged.Basis) };
        if (!judged.Seat.IsNone) judged = judged with { SeatFact = FactOf(judged.Seat) };
        fact.Judged = judged;
        if (!covers) Follow(fact, past);
        return judged;
    }

    private FoldedRoom PastOf(RoomFact fact)
    {
        if (fact.Writer < _views.Count && _views[fact.Writer] is { } view && Counters.Same(view.Saw, fact.Saw)) return view.Room;
        _past.Clear();
        foreach (var other in _facts)
            if (other.IsBefore(fact)) _past.Add(other);
        return _fold.Run(_base, _past, Charter, keepVerdicts: false);
    }

    /// <summary>Keeps the room as the writer knows it now: its next event mostly has seen nothing more.</summary>
    private void Follow(RoomFact fact, FoldedRoom past)
    {
        while (_views.Count <= fact.Writer) _views.Add(null);
        Assignment.Apply(past, fact, Charter, _rules, _self);
        ulong[] saw = [.. fact.Saw];
        Counters.Raise(ref saw, fact.Writer, fact.Counter);
        _views[fact.Writer] = new(saw, past);
    }

    private sealed record View(ulong[] Saw, FoldedRoom Room);
}
