namespace Parlance.Configuration;

/// <summary>The known name that a misspelt one was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>Names longer than this are compared by their beginning.</summary>
    private const int LengthMax = 64;

    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = known.Select(one => (Name: one, Distance: Distance(name, one))).DefaultIfEmpty((Name: "", Distance: int.MaxValue)).MinBy(one => one.Distance);
        return best.Distance <= Math.Max(2, name.Length / 3) ? best.Name : null;
    }

    /// <summary>Levenshtein: insertions, deletions and replacements that make one of the other.</summary>
    public static int Distance(string a, string b)
    {
        a = a[..Math.Min(a.Length, LengthMax)];
        b = b[..Math.Min(b.Length, LengthMax)];
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
