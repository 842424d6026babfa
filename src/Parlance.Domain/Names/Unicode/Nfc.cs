namespace Parlance.Domain.Names.Unicode;

/// <summary>
/// Normalization Form C (UAX #15) over tables of our own: names must fold the same on every node and in every replay, whatever library the machine has,
/// and the framework's own normalization is absent in invariant mode.
/// </summary>
internal static class Nfc
{
    private const int SBase = 0xAC00, LBase = 0x1100, VBase = 0x1161, TBase = 0x11A7, LCount = 19, VCount = 21, TCount = 28, SCount = LCount * VCount * TCount;

    /// <summary>Normalizes in place.</summary>
    public static void Normalize(List<int> text)
    {
        var whole = new List<int>(text.Count + 8);
        foreach (var c in text) Decompose(c, whole);
        Reorder(whole);
        text.Clear();
        Compose(whole, text);
    }

    /// <summary>The canonical combining class; 0: a starter.</summary>
    public static int CombiningClass(int c)
    {
        if (c < 0x300) return 0;
        var ranges = CombiningClassTable.Ranges;
        int low = 0, high = (ranges.Length / 2) - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (c < ranges[2 * middle]) high = middle - 1;
            else if (c > (ranges[(2 * middle) + 1] & 0xFFFFFF)) low = middle + 1;
            else return (int)(ranges[(2 * middle) + 1] >> 24);
        }

        return 0;
    }

    private static void Decompose(int c, List<int> to)
    {
        if (c < 0xC0) to.Add(c);
        else if (c is >= SBase and < SBase + SCount)
        {
            var s = c - SBase;
            to.Add(LBase + (s / (VCount * TCount)));
            to.Add(VBase + (s % (VCount * TCount) / TCount));
            if (s % TCount != 0) to.Add(TBase + (s % TCount));
        }
        else if (Tables.Find(DecompositionTable.Doubles, 3, c) is var at and >= 0)
        {
            Decompose(DecompositionTable.Doubles[at + 1], to);
            to.Add(DecompositionTable.Doubles[at + 2]);
        }
        else if (Tables.Find(SingletonTable.Canonical, 2, c) is var single and >= 0) Decompose(SingletonTable.Canonical[single + 1], to);
        else to.Add(c);
    }

    /// <summary>Sorts each run of marks by class, keeping the order within a class; a name of marks alone costs no more than a sort.</summary>
    private static void Reorder(List<int> text)
    {
        for (int start = 0, end; start < text.Count; start = end + 1)
        {
            for (end = start; end < text.Count && CombiningClass(text[end]) != 0;) end++;
            if (end - start < 2) continue;
            var run = new ulong[end - start];
            for (var i = 0; i < run.Length; i++) run[i] = ((ulong)CombiningClass(text[start + i]) << 56) | ((ulong)i << 24) | (uint)text[start + i];
            Array.Sort(run);
            for (var i = 0; i < run.Length; i++) text[start + i] = (int)(run[i] & 0xFFFFFF);
        }
    }

    private static void Compose(List<int> from, List<int> to)
    {
        int starter = -1, last = -1;
        foreach (var c in from)
        {
            var @class = CombiningClass(c);
            // Blocked: something of the same or a higher class, or a starter, stands between (UAX #15, D115).
            if (starter >= 0 && (last < @class || last == -1) && Composed(to[starter], c) is var both and > 0)
            {
                to[starter] = both;
                continue;
            }

            if (@class == 0) starter = to.Count;
            last = @class == 0 ? -1 : @class;
            to.Add(c);
        }
    }

    private static int Composed(int first, int second)
    {
        if (first is >= LBase and < LBase + LCount && second is >= VBase and < VBase + VCount) return SBase + ((((first - LBase) * VCount) + (second - VBase)) * TCount);
        if (first is >= SBase and < SBase + SCount && (first - SBase) % TCount == 0 && second is > TBase and < TBase + TCount) return first + (second - TBase);
        var doubles = DecompositionTable.Doubles;
        var order = DecompositionTable.ByPair;
        int low = 0, high = order.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var at = 3 * order[middle];
            var compared = doubles[at + 1] != first ? doubles[at + 1].CompareTo(first) : doubles[at + 2].CompareTo(second);
            if (compared == 0) return doubles[at];
            if (compared > 0) high = middle - 1;
            else low = middle + 1;
        }

        return 0;
    }
}

/// <summary>Search in the sorted tables.</summary>
internal static class Tables
{
    /// <summary>Where the row that begins with the code point starts; -1: there is none.</summary>
    public static int Find(ReadOnlySpan<int> rows, int width, int c)
    {
        int low = 0, high = (rows.Length / width) - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var found = rows[middle * width];
            if (found == c) return middle * width;
            if (found > c) high = middle - 1;
            else low = middle + 1;
        }

        return -1;
    }
}
