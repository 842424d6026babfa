using System.Text.Json;
using Parlance.Domain;
using Parlance.Domain.Accounts;

namespace Parlance.Control;

/// <summary>Accounts and refusals as the control socket says them; of secrets only that they are there.</summary>
internal static class AccountJson
{
    public static void Write(Utf8JsonWriter json, Account account)
    {
        json.WriteString("id", account.Id.ToString());
        json.WriteString("name", account.Name);
        json.WriteString("created", account.Created.Wall.ToString());
        if (account.Email is { } email) json.WriteString("email", email);
        if (account.Suspension is { } reason) json.WriteString("suspended", reason);
        Write(json, "mechanisms", account.Verifiers.Select(verifier => verifier.Mechanism));
        Write(json, "certificates", account.Certificates);
        Write(json, "dids", account.Dids);
        json.WriteStartObject("settings");
        foreach (var (key, value) in account.Settings) json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteStartArray("tokens");
        foreach (var token in account.Tokens.Values)
        {
            json.WriteStartObject();
            json.WriteString("id", token.Id);
            Write(json, "scopes", token.Scopes);
            if (token.Expires is { } expires) json.WriteString("expires", expires.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string Words(Refusal refusal, string name) => refusal.Code switch
    {
        RefusalCode.NoSuchAccount => $"there is no account '{name}'",
        RefusalCode.AccountExists => $"there is an account '{name}' already, or was one until lately",
        RefusalCode.BadAccountName => $"'{name}' cannot be an account's name: no spaces, none of , * ? ! \" & ' / : < > @, at most 64 bytes",
        RefusalCode.BadPassword => $"a password has 1 to {refusal.Detail} bytes and no control characters",
        RefusalCode.BadParameter => $"the {refusal.Detail} is not well-formed",
        RefusalCode.TooLong => $"the e-mail address is longer than {refusal.Detail}",
        RefusalCode.ListFull => $"the account has as many {refusal.Detail} as it may have",
        RefusalCode.TakenByAnother => $"that {refusal.Detail} is there already",
        RefusalCode.NothingToDo => $"there is no '{refusal.Detail}'",
        RefusalCode.StorageDown => $"the log cannot be written: {refusal.Detail}",
        _ => $"refused: {refusal.Code} {refusal.Detail}".TrimEnd(),
    };

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
