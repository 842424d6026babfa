using System.Text.Json;
using Parlance.Domain.Accounts;

namespace Parlance.Domain;

/// <summary>Accounts in words: of secrets only that they are there.</summary>
public sealed partial class NodeState
{
    private void WriteAccounts(Utf8JsonWriter json)
    {
        json.WriteStartArray("accounts");
        foreach (var account in Accounts.OrderBy(a => a.Id)) Write(json, account);
        json.WriteEndArray();
        if (Accounts.Held.Count == 0) return;
        json.WriteStartObject("held_names");
        foreach (var (name, until) in Accounts.Held) json.WriteString(name, until.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Account account)
    {
        json.WriteStartObject();
        json.WriteString("id", account.Id.ToString());
        json.WriteString("name", account.Name);
        json.WriteString("created", account.Created.ToString());
        if (account.Suspension is { } reason) json.WriteString("suspended", reason);
        if (account.Email is { } email) json.WriteString("email", email);
        Write(json, "mechanisms", account.Verifiers.Select(v => v.Mechanism));
        Write(json, "certificates", account.Certificates);
        Write(json, "dids", account.Dids);
        Write(json, "tokens", account.Tokens.Values.Select(t => $"{t.Id} {string.Join(',', t.Scopes)}{(t.Expires is { } expires ? $" until {expires}" : "")}"));
        if (account.Blocked.Count > 0) Write(json, "blocked", account.Blocked);
        if (account.Settings.Count > 0)
        {
            json.WriteStartObject("settings");
            foreach (var (key, value) in account.Settings) json.WriteString(key, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
