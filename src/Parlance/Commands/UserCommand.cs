using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Parlance.Domain.Bans;

namespace Parlance.Commands;

/// <summary><c>parlance user</c>: accounts, beside a running server or without one.</summary>
internal static class UserCommand
{
    /// <summary>Random bytes of a token.</summary>
    private const int TokenLength = 32;

    public static Command Command()
    {
        var command = new Command("user", "Make, show, change and remove accounts: at once beside a running server, and without one.");
        command.Add(Add());
        command.Add(One("show", "Show an account; of secrets only that they are there.", "show", UserText.Show));
        command.Add(List());
        command.Add(Passwd());
        command.Add(One("remove", "Remove an account: nobody can log in to it any more, and its name is held for accounts.reuse_delay.", "remove", account => $"{UserText.Name(account)} is removed"));
        command.Add(Tokens());
        return command;
    }

    private static Command Add()
    {
        var words = new UserWords(withPassword: true);
        var email = new Option<string?>("--email") { Description = "Its e-mail address.", HelpName = "ADDRESS" };
        var command = new Command("add", "Make an account.") { email };
        return words.On(command, (given, asked) => asked.Run("add", account => $"{UserText.Name(account)} is made", json =>
        {
            if (given.GetValue(email) is { } address) json.WriteString("email", address);
        }));
    }

    private static Command Passwd() =>
        new UserWords(withPassword: true).On(new("passwd", "Give an account another password."), (_, asked) => asked.Run("passwd", account => $"the password of {UserText.Name(account)} is changed"));

    private static Command One(string name, string description, string action, Func<JsonElement, string> words) =>
        new UserWords().On(new(name, description), (_, asked) => asked.Run(action, words));

    private static Command List() => new UserWords(withName: false).On(new("list", "Name all accounts, the oldest first."), (_, asked) => asked.List());

    private static Command Tokens()
    {
        var command = new Command("token", "Tokens with which machines act for an account, such as for the admin API.");
        command.Add(AddToken());
        command.Add(One("list", "Name the account's tokens.", "show", UserText.Tokens));
        var id = new Argument<string>("ID") { Description = "What the token is called." };
        command.Add(new UserWords().On(new("remove", "End a token."), (given, asked) => asked.Run("token-remove", _ => $"{given.GetValue(id)} is removed", json => json.WriteString("id", given.GetValue(id))), id));
        return command;
    }

    private static Command AddToken()
    {
        var id = new Option<string?>("--id") { Description = "What to call it. Default: made up.", HelpName = "ID" };
        var scope = new Option<string[]>("--scope") { Description = "What it may be used for: admin, or a privilege. May be given many times. Default: admin.", HelpName = "SCOPE" };
        var lasts = new Option<string?>("--lasts") { Description = "How long, such as 12h, 30d or forever. Default: 30d.", HelpName = "TIME" };
        lasts.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && !Duration.TryParse(given.Tokens[0].Value, out _) && given.Tokens[0].Value != "forever") given.AddError("--lasts is a time such as 12h or 30d, at most ten years, or forever");
        });
        return new UserWords().On(new("add", "Make a token and print it, this once.") { id, scope, lasts }, (given, asked) =>
        {
            // Drawn here: the node keeps its hash alone.
            var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenLength));
            return asked.Run("token-add", made => made.GetProperty("token").GetString()!, json =>
            {
                json.WriteString("secret", secret);
                if (given.GetValue(id) is { } name) json.WriteString("id", name);
                json.WriteString("scopes", given.GetValue(scope) is { Length: > 0 } scopes ? string.Join(',', scopes) : "admin");
                TimeSpan? time = null;
                if (given.GetValue(lasts) is var text && text != "forever" && Duration.TryParse(text ?? "30d", out time) && time is { } span) json.WriteNumber("lasts_ms", (long)span.TotalMilliseconds);
            });
        });
    }
}
