using System.Text.Json;
using Parlance.Domain.Users;

namespace Parlance.Domain;

/// <summary>Who is connected, by user id.</summary>
internal sealed class UserRows : StateTable
{
    public override string Name => "users";

    public override IEnumerable<string> Keys(NodeState state) => state.Users.Select(user => user.Uid.ToString());

    public override bool Has(NodeState state, string key) => Uid.TryParse(key, out var uid) && state.Users.TryGet(uid, out _);

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (!Uid.TryParse(key, out var uid) || !state.Users.TryGet(uid, out var user)) return false;
        json.WriteStartObject();
        json.WriteString("uid", key);
        json.WriteString("nick", user.Nick);
        json.WriteString("nick_folded", user.NickFolded);
        Write(json, "nick_since", user.NickSince);
        Write(json, "since", user.Since);
        WriteAccount(json, user);
        json.WriteString("ident", user.Ident);
        json.WriteString("host", user.Host);
        json.WriteString("real_host", user.RealHost);
        json.WriteString("cloaked_host", user.CloakedHost);
        json.WriteString("address", user.Address);
        json.WriteString("real_name", user.RealName);
        json.WriteString("flags", user.Flags.ToString());
        WriteUnlessNull(json, "away", user.Away);
        WriteStanding(json, user);
        Write(json, user.Metadata);
        if (whole) WriteRooms(json, user);
        json.WriteEndObject();
        return true;
    }

    private static void WriteStanding(Utf8JsonWriter json, User user)
    {
        json.WriteBoolean("secure", user.Secure);
        WriteUnlessNull(json, "certificate_fingerprint", user.CertificateFingerprint);
        if (user.Operator is { } grant)
        {
            json.WriteStartObject("operator");
            json.WriteString("name", grant.Name);
            json.WriteString("class", grant.Class);
            json.WriteEndObject();
        }

        if (user.Snomasks.Length > 0) json.WriteString("snomasks", user.Snomasks);
    }

    private static void WriteAccount(Utf8JsonWriter json, User user)
    {
        WriteUnlessNull(json, "account", user.Account);
        WriteUnlessNull(json, "account_folded", user.AccountFolded);
        if (!user.AccountId.IsNone) json.WriteString("account_id", user.AccountId.ToString());
        if (user.Sessions.Count == 0) return;
        json.WriteStartArray("sessions");
        foreach (var session in user.Sessions) Write(json, session);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, UserSession session)
    {
        json.WriteStartObject();
        json.WriteNumber("number", session.Number);
        json.WriteString("dialect", session.Dialect);
        WriteUnlessNull(json, "resource", session.Resource);
        Write(json, "since", session.Since);
        if (session.Presence is { } presence)
        {
            json.WriteString("show", presence.Show.ToString());
            json.WriteNumber("priority", presence.Priority);
            WriteUnlessNull(json, "status", presence.Status);
            if (!presence.Extensions.IsEmpty) json.WriteBase64String("extensions", presence.Extensions.Span);
        }

        json.WriteEndObject();
    }

    private static void WriteRooms(Utf8JsonWriter json, User user)
    {
        json.WriteStartArray("rooms");
        foreach (var name in user.Memberships.Select(member => member.Room.Name).Order(StringComparer.Ordinal)) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
