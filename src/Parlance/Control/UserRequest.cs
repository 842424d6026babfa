using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Engine;
using Parlance.Engine.Loop;

namespace Parlance.Control;

/// <summary>One thing that <c>parlance user</c> asks of the accounts, with the rights of whoever may open the control socket: all of them.</summary>
/// <param name="arguments">The request's members.</param>
internal sealed class UserRequest(JsonElement arguments) : Question<UserAnswer>
{
    public override bool Slice(Node node)
    {
        switch (Text("action"))
        {
            case "add": Add(node); break;
            case "show": Of(node, account => Say(node, json => AccountJson.Write(json, account))); break;
            case "passwd": Of(node, account => node.SetPassword(account.Id, Text("password"), null, answer => Say(node, answer.Refusal, account))); break;
            case "remove": Of(node, account => Say(node, node.RemoveAccount(null, account), account)); break;
            case "token-add": Of(node, account => AddToken(node, account)); break;
            case "token-remove": Of(node, account => Say(node, node.Ask(null, account, new RemoveToken(Text("id"))), account)); break;
            default: Done(new(ControlReply.Error($"'{Text("action")}' is not known"), 0)); break;
        }

        return true;
    }

    private void Add(Node node)
    {
        var email = Text("email");
        node.CreateAccount(new(Text("name"), Text("password"), email.Length == 0 ? null : email, AsOperator: true), answer => Say(node, answer.Refusal, answer.Account));
    }

    private void AddToken(Node node, Account account)
    {
        // Drawn outside the step, like the password: what only the asker knows is not for a replay to find.
        var secret = Text("secret");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        var scopes = Text("scopes").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var id = Text("id") is { Length: > 0 } given ? given : hash[..8];
        Instant? expires = arguments.TryGetProperty("lasts_ms", out var lasts) && lasts.TryGetInt64(out var milliseconds) ? node.Now.Wall + TimeSpan.FromMilliseconds(milliseconds) : null;
        if (node.Ask(null, account, new AddToken(id, hash, scopes, expires)) is { } refusal) Say(node, refusal, account);
        else Say(node, json =>
        {
            json.WriteString("id", id);
            json.WriteString("token", secret);
        });
    }

    private void Of(Node node, Action<Account> then)
    {
        if (node.State.Accounts.TryGet(node.Names.Fold(Text("name")), out var account)) then(account);
        else Say(node, new(RefusalCode.NoSuchAccount), null);
    }

    private void Say(Node node, Refusal? refusal, Account? account)
    {
        if (refusal is not null) Done(new(ControlReply.Error(AccountJson.Words(refusal, Text("name"))), 0));
        else Say(node, json => AccountJson.Write(json, account!));
    }

    private void Say(Node node, Action<Utf8JsonWriter> members) => Done(new(ControlReply.Object(members), node.LastDurable));

    private string Text(string member) => arguments.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}

/// <summary>What came of it, and how far the log is to be written before that is said.</summary>
internal sealed record UserAnswer(ControlReply Reply, long Position);
