namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// Waists (CONVERGENCE §1.5): a set of events that everything else, known or not, comes after. What is behind it is folded once and kept as a room only.
/// That everybody has seen an event is not enough: its fate can still change through an event concurrent with what annuls it.
/// </summary>
public sealed partial class RoomReplica
{
    private readonly List<Heard> _heard = [];

    /// <summary>
    /// Takes note of what a node has said it has seen, its own events included: whatever it writes from now on has seen that. In order with its events and
    /// messages on the link, and of what it has written to disk only.
    /// </summary>
    public void Acknowledge(Sid node, VersionVector seen)
    {
        var heard = Of(node);
        heard.Later = seen.Copy(); // it may be ahead of its events here
        Settled(heard);
    }

    /// <summary>Moves the waist as far as it goes.</summary>
    /// <returns>Whether events were compacted.</returns>
    public bool Compact()
    {
        if (_facts.Count == 0) return false;
        ulong[] waist = [.. _seen];
        foreach (var standing in Charter.Nodes)
            if (standing.Node != _self && !standing.IsAbsent) Counters.Lower(waist, Settled(Of(standing.Node)));
        if (_rules.CompactAtWaistsOnly) Narrow(waist);
        if (Counters.Cover(_stable, waist)) return false;
        Settle(waist);
        return true;
    }

    private void Hear(RoomFact fact)
    {
        if (fact.At.Node == _self) return;
        var heard = Of(fact.At.Node);
        heard.Saw = Larger(heard.Saw, fact.Saw);
        Counters.Raise(ref heard.Saw, fact.Writer, fact.Counter);
    }

    private ulong[] Settled(Heard heard)
    {
        if (heard.Later is not { } later || _writers.Read(later) is not { } saw || !Counters.Cover(_seen, saw)) return heard.Saw;
        (heard.Saw, heard.Later) = (Larger(heard.Saw, saw), null);
        return heard.Saw;
    }

    /// <summary>Draws the cut back until every known event outside has seen all that is inside; events not known yet have, by what their nodes said.</summary>
    private void Narrow(ulong[] waist)
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var fact in _facts)
                if (fact.Counter > Counters.At(waist, fact.Writer)) changed |= Counters.Lower(waist, fact.Saw);
        }
        while (changed);
    }

    private void Settle(ulong[] waist)
    {
        _past.Clear();
        foreach (var fact in _facts)
            if (fact.Counter <= Counters.At(waist, fact.Writer)) _past.Add(fact);
        _base = _past.Count == _facts.Count ? _room : _fold.Run(_base, _past, Charter, keepVerdicts: false);
        _stable = waist;
        _facts.RemoveAll(fact => fact.Counter <= Counters.At(waist, fact.Writer));
        foreach (var facts in _byWriter) facts.RemoveAll(fact => fact.Counter <= Counters.At(waist, fact.Writer));
        _bytes = 0;
        foreach (var fact in _facts)
        {
            _bytes += fact.Size;
            fact.Judged = fact.Judged with { BasisFact = StillThere(fact.Judged.BasisFact), SeatFact = StillThere(fact.Judged.SeatFact) };
        }

        _views.Clear();
        if (_facts.Count == 0) _room = _base;
    }

    private RoomFact? StillThere(RoomFact? fact) => fact is not null && fact.Counter > Counters.At(_stable, fact.Writer) ? fact : null;

    private Heard Of(Sid node)
    {
        foreach (var heard in _heard)
            if (heard.Node == node) return heard;
        var first = new Heard(node);
        _heard.Add(first);
        return first;
    }

    private static ulong[] Larger(ulong[] one, ulong[] other)
    {
        ulong[] larger = [.. one];
        for (var i = 0; i < other.Length; i++) Counters.Raise(ref larger, i, other[i]);
        return larger;
    }

    /// <summary>What a node has said it has seen.</summary>
    private sealed class Heard(Sid node)
    {
        public Sid Node => node;
        public ulong[] Saw = [];

        /// <summary>The same, of events that have not come here yet.</summary>
        public VersionVector? Later;
    }
}
