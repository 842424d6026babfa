using System.Text.Json;
using Parlance.Domain.Roster;

namespace Parlance.Domain;

/// <summary>Rosters, by the owner's address: each entry's edges as they were written, and the state that follows.</summary>
internal sealed class RosterRows : StateTable
{
    public override string Name => "rosters";

    public override IEnumerable<string> Keys(NodeState state) => state.Rosters.Owners;

    public override bool Has(NodeState state, string key) => state.Rosters.Of(key) is not null;

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (state.Rosters.Of(key) is not { } roster) return false;
        json.WriteStartObject();
        json.WriteString("owner", key);
        json.WriteString("version", roster.Version.ToString());
        if (!roster.LastRemoval.IsNone) json.WriteString("last_removal", roster.LastRemoval.ToString());
        json.WriteStartObject("contacts");
        foreach (var entry in roster.Entries) Write(json, state.Rosters, key, entry);
        json.WriteEndObject();
        json.WriteEndObject();
        return true;
    }

    private static void Write(Utf8JsonWriter json, RosterTable rosters, string owner, RosterEntry entry)
    {
        json.WriteStartObject(entry.Contact);
        json.WriteString("state", rosters.StateOf(owner, entry.Contact).ToString());
        WriteUnlessNull(json, "name", entry.Alias);
        json.WriteStartArray("groups");
        foreach (var group in entry.Groups) json.WriteStringValue(group);
        json.WriteEndArray();
        json.WriteBoolean("wants", entry.Wants);
        json.WriteBoolean("grants", entry.Grants);
        if (!entry.Request.IsEmpty) json.WriteString("request", entry.Request.Span);
        json.WriteString("changed", entry.Changed.ToString());
        json.WriteEndObject();
    }
}
