using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Bans;
using Parlance.Web.Asking;
using Parlance.Web.Http;
using Parlance.Web.Lists;
using Parlance.Web.Serving;

namespace Parlance.Web.Actions;

/// <summary>Tokens for machines: said once, kept as a hash, with scopes and an end.</summary>
public sealed class TokenActions(WebParts parts) : IEndpoints
{
    /// <summary>Random bytes of a token.</summary>
    public const int Length = 32;

    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "POST", Path = "/admin/accounts/{name}/tokens", Privilege = "accounts", Summary = "Makes a token for an account; it opens this API if [admin] accounts names the account.",
            Body =
            [
                new("id", ParameterKind.Text, "What it is called.", Required: true),
                new("scopes", ParameterKind.Text, "What it may, parted by commas: privileges such as log, ban, kill; admin is all.", Required: true),
                new("lasts", ParameterKind.Text, "How long: 30d, 1h. 30 days if not given."),
            ],
            Returns = "{token, of: {id, scopes, expires}}; the token is shown this once.", Handle = Make,
        },
        new()
        {
            Method = "DELETE", Path = "/admin/accounts/{name}/tokens/{id}", Privilege = "accounts", Summary = "Ends a token.", Returns = "{done: true}",
            Handle = call => parts.Do(call, (node, by) => AccountEndpoints.Found(node, call, account => DeedOutcome.Of(node.AskAs(by, account, new RemoveToken(call.Route("id")))))),
        },
    ];

    private Task<Reply> Make(Call call)
    {
        TimeSpan? lasts = TimeSpan.FromDays(30);
        if (call.Member("lasts") is { } text && (!Duration.TryParse(text, out lasts) || lasts is null)) throw Problem.BadParameter("lasts", "is a duration such as 30d or 1h, at most ten years");
        var (id, scopes) = (call.Needed("id"), call.Needed("scopes").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        // Nobody may give what he does not have.
        foreach (var scope in scopes)
            if (!call.Caller.May(scope == "admin" ? "*" : scope)) throw new Problem(403, "privilege-needed", $"You do not have '{scope}' yourself.");
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        return parts.Do(call, (node, by) => AccountEndpoints.Found(node, call, account =>
            node.AskAs(by, account, new AddToken(id, hash, scopes, node.Now.Wall + lasts!.Value)) is { } refusal ? new(refusal) : DeedOutcome.With(json => Write(json, account.Tokens[id], secret))));
    }

    private static void Write(Utf8JsonWriter json, AccountToken token, string secret)
    {
        json.WriteStartObject();
        json.WriteString("token", secret);
        json.WritePropertyName("of");
        AccountEndpoints.Write(json, token);
        json.WriteEndObject();
    }
}
