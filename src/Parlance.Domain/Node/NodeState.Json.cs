using System.Text.Json;

namespace Parlance.Domain;

/// <summary>The state in words: canonical JSON, the same for the same state whatever led to it. What replay prints and tests compare.</summary>
public sealed partial class NodeState
{
    /// <summary>All tables, in the order in which they are written. A new part of the state has its rows in one of them.</summary>
    public static IReadOnlyList<StateTable> Tables { get; } = [new NodeRow(), new UserRows(), new RoomRows(), new MemberRows(), new BanRows(), new SpamFilterRows(), new AccountRows(), new HeldNameRows(), new RosterRows()];

    /// <summary>One object: a member a table, an array of its rows in order.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var table in Tables)
        {
            if (table.IsNested) continue;
            json.WriteStartArray(table.Name);
            foreach (var key in table.SortedKeys(this)) table.Write(json, this, key, whole: true);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true })) WriteTo(json);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
