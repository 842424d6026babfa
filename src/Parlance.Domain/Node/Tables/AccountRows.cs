using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parlance.Domain.Accounts;

namespace Parlance.Domain;

/// <summary>Accounts, by the name as it compares. Of secrets only that they are there; where rows are compared, a digest tells that one changed.</summary>
internal sealed class AccountRows : StateTable
{
    public override string Name => "accounts";

    public override IEnumerable<string> Keys(NodeState state) => state.Accounts.Select(account => account.Folded);

    public override bool Has(NodeState state, string key) => state.Accounts.TryGet(key, out _);

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (!state.Accounts.TryGet(key, out var account)) return false;
        json.WriteStartObject();
        json.WriteString("id", account.Id.ToString());
        json.WriteString("name", account.Name);
        Write(json, "created", account.Created);
        WriteUnlessNull(json, "suspended", account.Suspension);
        WriteUnlessNull(json, "email", account.Email);
        Write(json, "mechanisms", account.Verifiers.Select(verifier => verifier.Mechanism));
        Write(json, "certificates", account.Certificates);
        Write(json, "dids", account.Dids);
        if (account.Blocked.Count > 0) Write(json, "blocked", account.Blocked);
        if (account.LastSeen is { } seen) Write(json, "last_seen", seen);
        if (!account.VCard.IsEmpty) json.WriteString("vcard", account.VCard.Span);
        WritePrivate(json, account);
        WriteTokens(json, account);
        WriteSettings(json, account);
        if (!whole) json.WriteString(Secrets, Digest(account));
        json.WriteEndObject();
        return true;
    }

    private static void WritePrivate(Utf8JsonWriter json, Account account)
    {
        if (account.Private.Count == 0) return;
        json.WriteStartObject("private");
        foreach (var (key, element) in account.Private.All) json.WriteString(key, element.Span);
        json.WriteEndObject();
    }

    private static void WriteTokens(Utf8JsonWriter json, Account account)
    {
        if (account.Tokens.Count == 0) return;
        json.WriteStartObject("tokens");
        foreach (var (id, token) in account.Tokens)
        {
            json.WriteStartObject(id);
            Write(json, "scopes", token.Scopes);
            if (token.Expires is { } expires) Write(json, "expires", expires);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, Account account)
    {
        if (account.Settings.Count == 0) return;
        json.WriteStartObject("settings");
        foreach (var (key, value) in account.Settings) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>For comparing only: it is never shown.</summary>
    private static string Digest(Account account)
    {
        var secrets = new StringBuilder(account.Id.ToString()).Append(account.Plaintext).Append('\n');
        foreach (var verifier in account.Verifiers) secrets.Append(verifier.Hash).Append(verifier.Iterations).Append(verifier.Salt).Append(verifier.StoredKey).Append(verifier.ServerKey).Append('\n');
        foreach (var token in account.Tokens.Values) secrets.Append(token.Hash).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secrets.ToString())));
    }
}
