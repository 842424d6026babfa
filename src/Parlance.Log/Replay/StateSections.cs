using System.Text.Json;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Proof that a running node is what its log says, without stopping it: its rows, as they were when the proof began, in sections small enough for a round of the
/// loop, each with its hash and the position at which that was taken. A replay passes the same positions and computes the same hashes.
/// </summary>
public sealed class StateSections
{
    /// <summary>Rows in a section: some hundred microseconds of the loop.</summary>
    public const int RowsMax = 64;

    private readonly List<(StateTable Table, string[] Keys)> _plan = [];

    private StateSections(long start) => Start = start;

    /// <summary>The position at which the rows were listed.</summary>
    public long Start { get; }

    public int Count => _plan.Count;

    /// <summary>Lists the names of all rows. On the loop: a copy of names, nothing more.</summary>
    public static (long Start, IReadOnlyList<(StateTable Table, string[] Keys)> Rows) List(NodeState state) =>
        (state.Position, [.. NodeState.Tables.Select(table => (table, table.Keys(state).ToArray()))]);

    /// <summary>Puts names in order and in sections: the same for the same names.</summary>
    public static StateSections Plan((long Start, IReadOnlyList<(StateTable Table, string[] Keys)> Rows) listed)
    {
        var sections = new StateSections(listed.Start);
        foreach (var (table, keys) in listed.Rows)
        {
            Array.Sort(keys, StringComparer.Ordinal);
            foreach (var some in keys.Chunk(RowsMax)) sections._plan.Add((table, some));
        }

        return sections;
    }

    /// <summary>A section's name, for who is told that it differs.</summary>
    public string NameOf(int section) => $"{_plan[section].Table.Name} {_plan[section].Keys[0]} to {_plan[section].Keys[^1]}";

    /// <summary>The hash over the rows of a section that are still there.</summary>
    public byte[] Hash(int section, NodeState state)
    {
        using var hash = new StateHash();
        foreach (var key in _plan[section].Keys) hash.Add(_plan[section].Table, state, key);
        return hash.Take();
    }

    /// <summary>The rows of a section in words.</summary>
    public IEnumerable<(string Key, string Json)> Rows(int section, NodeState state)
    {
        foreach (var key in _plan[section].Keys)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer)) _plan[section].Table.Write(json, state, key, whole: false);
            yield return (key, System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }
    }
}

/// <summary>What a running node says of one section.</summary>
/// <param name="Position">The position at which it was taken; never less than the section's before.</param>
/// <param name="Hash">Its hash.</param>
public sealed record LiveSection(long Position, byte[] Hash);
