using System.Text.Json;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Rows of a state as JSON, and the members in which two of them differ.</summary>
internal static class RowText
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Null: there is no such row.</summary>
    public static byte[]? Of(StateTable table, NodeState state, string key)
    {
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer, s_options);
        if (!table.Write(json, state, key, whole: false)) return null;
        json.Flush();
        return buffer.ToArray();
    }

    /// <summary>Paths whose values differ, with both values; bookkeeping is left out.</summary>
    public static IReadOnlyList<(string Path, string? Before, string? After)> Differences(StateTable table, byte[] before, byte[] after)
    {
        var (old, now) = (Flatten(table, before), Flatten(table, after));
        var found = new List<(string, string?, string?)>();
        foreach (var (path, value) in old)
            if (now.GetValueOrDefault(path) is var other && other != value) found.Add((path, value, other));
        foreach (var (path, value) in now)
            if (!old.ContainsKey(path)) found.Add((path, null, value));
        return found;
    }

    private static Dictionary<string, string> Flatten(StateTable table, byte[] row)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(row);
        foreach (var member in document.RootElement.EnumerateObject())
            if (!table.Bookkeeping.Contains(member.Name)) Flatten(member.Name, member.Value, values);
        return values;
    }

    private static void Flatten(string path, JsonElement value, Dictionary<string, string> to)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            to[path] = value.GetRawText();
            return;
        }

        foreach (var member in value.EnumerateObject()) Flatten($"{path}.{member.Name}", member.Value, to);
    }
}
