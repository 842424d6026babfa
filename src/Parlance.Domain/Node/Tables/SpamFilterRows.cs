using System.Text.Json;

namespace Parlance.Domain;

/// <summary>Spam filters, by id.</summary>
internal sealed class SpamFilterRows : StateTable
{
    public override string Name => "spam_filters";

    public override IEnumerable<string> Keys(NodeState state) => state.SpamFilters.All.Select(rule => rule.Id);

    public override bool Has(NodeState state, string key) => state.SpamFilters.Find(key) is not null;

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (state.SpamFilters.Find(key) is not { } rule) return false;
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("kind", rule.Kind.ToString());
        json.WriteString("pattern", rule.Pattern);
        json.WriteString("targets", rule.Targets.ToString());
        json.WriteString("action", rule.Action.ToString());
        if (rule.Lasts is { } lasts) json.WriteNumber("lasts_seconds", (long)lasts.TotalSeconds);
        json.WriteString("reason", rule.Reason);
        json.WriteString("setter", rule.Setter);
        Write(json, "set", rule.Set);
        json.WriteNumber("hits", rule.Hits);
        json.WriteEndObject();
        return true;
    }
}
