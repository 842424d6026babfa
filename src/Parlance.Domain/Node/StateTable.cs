using System.Text.Json;

namespace Parlance.Domain;

/// <summary>
/// One sort of things that the state holds (users, rooms, bans ...), as rows of canonical JSON: what replay prints, what a difference compares, what the hash is
/// over. Every fact of the state is in one row of one table; a test finds what is in none.
/// </summary>
public abstract class StateTable
{
    /// <summary>The member of a row that stands for what may not be shown; only in rows that are not <c>whole</c>.</summary>
    public const string Secrets = "secrets";

    /// <summary>The member of the state's JSON that holds its rows.</summary>
    public abstract string Name { get; }

    /// <summary>Whether its rows are shown within another table's (members in their rooms), not beside them.</summary>
    public virtual bool IsNested => false;

    /// <summary>Members of a row that change with most events and tell people nothing: a difference leaves them out.</summary>
    public virtual IReadOnlySet<string> Bookkeeping => System.Collections.Frozen.FrozenSet<string>.Empty;

    /// <summary>The names of all rows, in no order. A name has no control characters and never changes for the same thing.</summary>
    public abstract IEnumerable<string> Keys(NodeState state);

    public abstract bool Has(NodeState state, string key);

    /// <summary>Writes a row as one JSON object; false and nothing, when there is none.</summary>
    /// <param name="whole">For people: with the rows of nested tables in it, and without digests of secrets. Otherwise for comparing: every fact, once.</param>
    public abstract bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole);

    /// <summary>The names in the one order that is the same everywhere.</summary>
    public IReadOnlyList<string> SortedKeys(NodeState state)
    {
        var keys = Keys(state).ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        return keys;
    }

    internal static void Write(Utf8JsonWriter json, string name, Instant at) => json.WriteString(name, at.ToString());

    internal static void Write(Utf8JsonWriter json, string name, Stamp at) => json.WriteString(name, at.ToString());

    internal static void WriteUnlessNull(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    internal static void Write(Utf8JsonWriter json, SortedDictionary<string, string>? metadata)
    {
        if (metadata is not { Count: > 0 }) return;
        json.WriteStartObject("metadata");
        foreach (var (key, value) in metadata) json.WriteString(key, value);
        json.WriteEndObject();
    }
}
