namespace Parlance.Conventions;

/// <summary>
/// Lists kept as plain text, one item a line, that say what others rely on. <c>PARLANCE_GOLDEN=write</c> writes them anew; the difference is then read in review.
/// What stands after <c> # </c> on a line is a reason and is kept.
/// </summary>
public static class Golden
{
    public const string Folder = "tests/Parlance.Conventions/Golden";

    public static bool Writes => Environment.GetEnvironmentVariable("PARLANCE_GOLDEN") == "write";

    /// <summary>The list's items with their reasons.</summary>
    public static SortedDictionary<string, string> Read(string list)
    {
        var items = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Tree.Has($"{Folder}/{list}.txt")) return items;
        foreach (var line in Tree.Lines($"{Folder}/{list}.txt"))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var at = line.IndexOf(" # ", StringComparison.Ordinal);
            Assert.True(items.TryAdd(at < 0 ? line : line[..at], at < 0 ? "" : line[(at + 3)..]), $"{list}.txt has twice: {line}");
        }

        return items;
    }

    /// <summary>The list says exactly what is.</summary>
    public static void Is(string list, IEnumerable<string> actual)
    {
        var kept = Read(list);
        var found = new SortedSet<string>(actual, StringComparer.Ordinal);
        if (Writes)
        {
            Write(list, found.Select(item => (item, kept.GetValueOrDefault(item, ""))));
            return;
        }

        Fail(list, found.Except(kept.Keys), kept.Keys.Except(found), "PARLANCE_GOLDEN=write dotnet run --project tests/Parlance.Conventions does it");
    }

    /// <summary>The list only grows: what was once written stays as it is, for logs that hold it are read for ever.</summary>
    public static void OnlyGrows(string list, IEnumerable<string> actual)
    {
        var kept = Read(list);
        var found = new SortedSet<string>(actual, StringComparer.Ordinal);
        var gone = kept.Keys.Except(found).ToList();
        Assert.True(gone.Count == 0, $"{list}.txt: what was once written may not change or go.\n  " + string.Join("\n  ", gone) +
            "\nGive the event the next version and an upcaster from the one before, and keep the old line; before the first release a line may be edited by hand.");
        if (Writes) Write(list, found.Select(item => (item, kept.GetValueOrDefault(item, ""))));
        else Fail(list, found.Except(kept.Keys), [], "PARLANCE_GOLDEN=write dotnet run --project tests/Parlance.Conventions does it");
    }

    /// <summary>Exceptions, each with its reason, written by hand only: there are no others, and none that is not needed any more.</summary>
    public static void IsReasoned(string list, IEnumerable<string> actual, string rule)
    {
        var kept = Read(list);
        var found = new SortedSet<string>(actual, StringComparer.Ordinal);
        Assert.All(kept, item => Assert.True(item.Value.Length > 0, $"{list}.txt: say why after ' # ': {item.Key}"));
        Fail(list, found.Except(kept.Keys), kept.Keys.Except(found), $"{rule} Or add it by hand with its reason after ' # '");
    }

    internal static void Write(string list, IEnumerable<(string Item, string Reason)> items)
    {
        var path = Path.Combine(Tree.Root, Folder, list + ".txt");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var head = File.Exists(path) ? File.ReadLines(path).TakeWhile(line => line.StartsWith('#')).ToList() : [];
        File.WriteAllText(path, string.Concat(head.Concat(items.Select(i => i.Reason.Length > 0 ? $"{i.Item} # {i.Reason}" : i.Item)).Select(line => line + "\n")));
    }

    private static void Fail(string list, IEnumerable<string> missing, IEnumerable<string> stale, string remedy)
    {
        var words = missing.Select(item => $"  add:    {item}").Concat(stale.Select(item => $"  remove: {item}")).ToList();
        if (words.Count > 0) Assert.Fail($"{Folder}/{list}.txt differs from the code.\n{string.Join('\n', words)}\n{remedy}.");
    }
}
