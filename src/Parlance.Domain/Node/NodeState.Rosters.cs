using System.Text.Json;

namespace Parlance.Domain;

/// <summary>Rosters in words: each entry's edges as they were written, and the state that follows.</summary>
public sealed partial class NodeState
{
    private void WriteRosters(Utf8JsonWriter json)
    {
        json.WriteStartObject("rosters");
        foreach (var owner in Rosters.Owners)
        {
            if (Rosters.CountOf(owner) == 0) continue;
            json.WriteStartObject(owner);
            foreach (var entry in Rosters.Of(owner)!.Entries)
            {
                json.WriteStartObject(entry.Contact);
                json.WriteString("state", Rosters.StateOf(owner, entry.Contact).ToString());
                if (entry.Alias is not null) json.WriteString("name", entry.Alias);
                if (entry.Groups.Count > 0) Write(json, "groups", entry.Groups);
                if (entry.Wants) json.WriteBoolean("wants", true);
                if (entry.Grants) json.WriteBoolean("grants", true);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
