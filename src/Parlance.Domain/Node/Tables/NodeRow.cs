using System.Text.Json;

namespace Parlance.Domain;

/// <summary>What there is once on a node; its one row is named <c>node</c>.</summary>
internal sealed class NodeRow : StateTable
{
    private const string Only = "node";

    public override string Name => "node";

    public override IReadOnlySet<string> Bookkeeping { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "stamps_reserved", "uids_reserved", "most_users", "invisible_users", "deaf_users", "operators" };

    public override IEnumerable<string> Keys(NodeState state) => [Only];

    public override bool Has(NodeState state, string key) => key == Only;

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (key != Only) return false;
        json.WriteStartObject();
        if (state.Home != default) json.WriteString("home", state.Home.ToString());
        json.WriteNumber("incarnation", state.Incarnation);
        json.WriteString("lockdown", state.Lockdown.ToString());
        Write(json, "stamps_reserved", state.ReservedUntil);
        json.WriteNumber("uids_reserved", state.ReservedUids);
        json.WriteNumber("most_users", state.Users.Most);
        json.WriteNumber("invisible_users", state.Users.Invisible);
        json.WriteNumber("deaf_users", state.Users.Deaf);
        json.WriteNumber("operators", state.Users.Operators);
        json.WriteEndObject();
        return true;
    }
}
