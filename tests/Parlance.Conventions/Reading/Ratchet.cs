using System.Globalization;

namespace Parlance.Conventions;

/// <summary>
/// A list of what is worse than the rule today. It may only shrink: a new item or a larger number fails, and <c>PARLANCE_GOLDEN=write</c> takes out
/// what is no longer needed but never adds; a list that is not there yet begins with what is. Lines are <c>item number</c>, or an item alone.
/// </summary>
public static class Ratchet
{
    /// <param name="list">The list's name.</param>
    /// <param name="actual">What is above the rule now, with its measure; 1 where only the item counts.</param>
    /// <param name="remedy">What to do instead of adding a line.</param>
    public static void Holds(string list, IReadOnlyDictionary<string, int> actual, string remedy)
    {
        if (Golden.Writes && !Tree.Has($"{Golden.Folder}/{list}.txt"))
        {
            if (actual.Count > 0) Write(list, actual);
            return;
        }

        var kept = Golden.Read(list).Keys.Select(Parse).ToDictionary(line => line.Item, line => line.Number);
        var worse = actual.Where(now => now.Value > kept.GetValueOrDefault(now.Key)).Select(now => $"  {Line(now.Key, now.Value)} (listed: {kept.GetValueOrDefault(now.Key)})").ToList();
        Assert.True(worse.Count == 0, $"{Golden.Folder}/{list}.txt may only shrink.\n{string.Join('\n', worse)}\n{remedy}");

        var better = kept.Where(line => line.Value > actual.GetValueOrDefault(line.Key)).ToList();
        if (Golden.Writes) Write(list, actual);
        else Assert.True(better.Count == 0, $"{Golden.Folder}/{list}.txt: better than listed, so let the list shrink (PARLANCE_GOLDEN=write).\n  " +
            string.Join("\n  ", better.Select(line => $"{Line(line.Key, line.Value)}: now {actual.GetValueOrDefault(line.Key)}")));
    }

    public static void Holds(string list, IEnumerable<string> actual, string remedy) => Holds(list, actual.Distinct().ToDictionary(item => item, _ => 1), remedy);

    private static void Write(string list, IReadOnlyDictionary<string, int> actual) =>
        Golden.Write(list, actual.OrderBy(now => now.Key, StringComparer.Ordinal).Select(now => (Line(now.Key, now.Value), "")));

    private static string Line(string item, int number) => number == 1 ? item : string.Create(CultureInfo.InvariantCulture, $"{item} {number}");

    private static (string Item, int Number) Parse(string line)
    {
        var at = line.LastIndexOf(' ');
        return at > 0 && int.TryParse(line.AsSpan(at + 1), CultureInfo.InvariantCulture, out var number) ? (line[..at], number) : (line, 1);
    }
}
