using System.Text;
using System.Text.Json;

namespace Parlance.Commands;

/// <summary>Accounts as people read them.</summary>
internal static class UserText
{
    public static string Name(JsonElement account) => account.GetProperty("name").GetString()!;

    public static string Show(JsonElement account)
    {
        var text = new StringBuilder();
        foreach (var key in new[] { "name", "id", "created", "email", "suspended" })
            if (account.TryGetProperty(key, out var value)) Line(key, value.ToString());
        foreach (var key in new[] { "mechanisms", "certificates", "dids" })
            foreach (var item in account.GetProperty(key).EnumerateArray()) Line(key[..^1], item.ToString());
        foreach (var setting in account.GetProperty("settings").EnumerateObject()) Line(setting.Name, setting.Value.ToString());
        foreach (var token in account.GetProperty("tokens").EnumerateArray()) Line("token", Token(token));
        return text.ToString().TrimEnd('\n');

        void Line(string key, string value) => text.Append(key.PadRight(12)).Append(LogPage.Safe(value, 1000)).Append('\n');
    }

    public static string Tokens(JsonElement account)
    {
        var tokens = account.GetProperty("tokens").EnumerateArray().Select(Token).ToList();
        return tokens.Count == 0 ? "no tokens" : string.Join('\n', tokens);
    }

    private static string Token(JsonElement token) =>
        $"{token.GetProperty("id")} {string.Join(',', token.GetProperty("scopes").EnumerateArray())}{(token.TryGetProperty("expires", out var expires) ? $" until {expires}" : "")}";
}
