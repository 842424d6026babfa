using System.Text.Json;

namespace Parlance.Domain;

/// <summary>Names of removed accounts that nobody may take yet.</summary>
internal sealed class HeldNameRows : StateTable
{
    public override string Name => "held_names";

    public override IEnumerable<string> Keys(NodeState state) => state.Accounts.Held.Keys;

    public override bool Has(NodeState state, string key) => state.Accounts.Held.ContainsKey(key);

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (!state.Accounts.Held.TryGetValue(key, out var until)) return false;
        json.WriteStartObject();
        json.WriteString("name", key);
        Write(json, "until", until);
        json.WriteEndObject();
        return true;
    }
}
