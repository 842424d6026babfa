namespace Parlance.Domain.Rooms.Fold;

/// <summary>The writers of a room by number, so that what somebody has seen is an array of counters.</summary>
internal sealed class WriterTable
{
    private readonly List<Dot> _writers = [];

    public int Count => _writers.Count;

    /// <summary>The writer's number; -1: never heard of.</summary>
    public int Find(in Dot dot)
    {
        for (var i = 0; i < _writers.Count; i++)
            if (_writers[i].Node == dot.Node && _writers[i].Incarnation == dot.Incarnation) return i;
        return -1;
    }

    public int Add(in Dot dot)
    {
        var at = Find(dot);
        if (at >= 0) return at;
        _writers.Add(dot with { Counter = 0 });
        return _writers.Count - 1;
    }

    /// <summary>The vector as counters; null: it speaks of a writer that nobody here has heard of.</summary>
    public ulong[]? Read(VersionVector vector)
    {
        var counters = new ulong[_writers.Count];
        foreach (ref readonly var dot in vector.Dots)
            if (Find(dot) is >= 0 and var writer) counters[writer] = dot.Counter;
            else return null;
        return counters;
    }

    public VersionVector Write(ReadOnlySpan<ulong> counters)
    {
        var vector = new VersionVector();
        for (var i = 0; i < counters.Length; i++)
            if (counters[i] > 0) vector.Include(_writers[i] with { Counter = counters[i] });
        return vector;
    }

    public Sid NodeOf(int writer) => _writers[writer].Node;
}

/// <summary>Arithmetic on arrays of counters; what is beyond an array's end is nought.</summary>
internal static class Counters
{
    public static ulong At(ReadOnlySpan<ulong> counters, int writer) => writer < counters.Length ? counters[writer] : 0;

    /// <summary>Whether all that the second has seen, the first has.</summary>
    public static bool Cover(ReadOnlySpan<ulong> counters, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < others.Length; i++)
            if (others[i] > At(counters, i)) return false;
        return true;
    }

    public static bool Same(ReadOnlySpan<ulong> counters, ReadOnlySpan<ulong> others) => Cover(counters, others) && Cover(others, counters);

    public static void Raise(ref ulong[] counters, int writer, ulong to)
    {
        if (writer >= counters.Length) Array.Resize(ref counters, writer + 1);
        if (to > counters[writer]) counters[writer] = to;
    }

    /// <summary>Lowers the first to what the second has seen.</summary>
    /// <returns>Whether it changed.</returns>
    public static bool Lower(Span<ulong> counters, ReadOnlySpan<ulong> to)
    {
        var changed = false;
        for (var i = 0; i < counters.Length; i++)
        {
            if (At(to, i) >= counters[i]) continue;
            counters[i] = At(to, i);
            changed = true;
        }

        return changed;
    }
}
