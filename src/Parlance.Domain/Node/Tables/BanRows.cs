using System.Text.Json;
using Parlance.Domain.Bans;

namespace Parlance.Domain;

/// <summary>Staff's bans, by kind and mask.</summary>
internal sealed class BanRows : StateTable
{
    public override string Name => "bans";

    public override IEnumerable<string> Keys(NodeState state) => state.Bans.All.Select(ban => $"{ban.Kind} {ban.Mask}");

    public override bool Has(NodeState state, string key) => Find(state, key) is not null;

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (Find(state, key) is not { } ban) return false;
        json.WriteStartObject();
        json.WriteString("kind", ban.Kind.ToString());
        json.WriteString("mask", ban.Mask);
        json.WriteString("reason", ban.Reason);
        json.WriteString("setter", ban.Setter);
        if (!ban.By.IsNone) json.WriteString("by", ban.By.ToString());
        Write(json, "set", ban.Set);
        if (ban.Expires is { } expires) Write(json, "expires", expires);
        WriteUnlessNull(json, "comment", ban.Comment);
        json.WriteEndObject();
        return true;
    }

    private static OperBan? Find(NodeState state, string key)
    {
        var space = key.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && Enum.TryParse<OperBanKind>(key.AsSpan(0, space), out var kind) ? state.Bans.Find(kind, key[(space + 1)..]) : null;
    }
}
