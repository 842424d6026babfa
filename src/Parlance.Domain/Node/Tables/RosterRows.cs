using System.Text.Json;
using Parlance.Domain.Roster;

namespace Parlance.Domain;

/// <summary>Rosters, by the owner's address: each entry's edges as they were written, and the state that follows.</summary>
internal sealed class RosterRows : StateTable
{
    public override string Name => "rosters";

    public override IEnumerable<string> Keys(NodeState state) => state.Rosters.Owners.Where(owner => Has(state, owner));

    public override bool Has(NodeState state, string key) => state.Rosters.Of(key) is { } roster && (roster.Count > 0 || !roster.Version.IsNone);

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (!Has(state, key) || state.Rosters.Of(key) is not { } roster) return false;
        json.WriteStartObject();
        json.WriteString("owner", key);
        json.WriteString("version", roster.Version.ToString());
        if (!roster.LastRemoval.IsNone) json.WriteString("last_removal", roster.LastRemoval.ToString());
        json.WriteStartObject("contacts");
        foreach (var entry in roster.Entries) Write(json, state, key, entry);
        json.WriteEndObject();
        json.WriteEndObject();
        return true;
    }

    private static void Write(Utf8JsonWriter json, NodeState state, string owner, RosterEntry entry)
    {
        json.WriteStartObject(entry.Contact);
        json.WriteString("state", state.Rosters.StateOf(owner, entry.Contact).ToString());
        WriteUnlessNull(json, "name", entry.Alias);
        if (entry.Groups.Count > 0)
        {
            json.WriteStartArray("groups");
            foreach (var group in entry.Groups) json.WriteStringValue(group);
            json.WriteEndArray();
        }

        if (entry.Wants) json.WriteBoolean("wants", true);
        if (entry.Grants) json.WriteBoolean("grants", true);
        if (!entry.Request.IsEmpty) json.WriteString("request", entry.Request.Span);
        json.WriteString("changed", entry.Changed.ToString());
        json.WriteEndObject();
    }
}
