using System.Text.Json;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Engine;
using Parlance.Web.Asking;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Lists;

/// <summary>Accounts, and what staff does to them.</summary>
public sealed class AccountEndpoints(WebParts parts) : IEndpoints
{
    private const string Returned = "id, name, created, suspended, settings, certificates, and tokens without their secrets; with see-hosts also email.";

    private static readonly Parameter Password = new("password", ParameterKind.Text, "As it will be typed.");

    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "GET", Path = "/admin/accounts", Privilege = "accounts", Summary = "Accounts, the oldest first.",
            Query = [.. Pages.Parameters, new("name", ParameterKind.Text, "Only those whose name begins so."), new("suspended", ParameterKind.Flag, "Only those that are suspended.")],
            Returns = "{items: [account], next}; an account has " + Returned, Handle = Page,
        },
        new()
        {
            Method = "GET", Path = "/admin/accounts/{name}", Privilege = "accounts", Summary = "One account.", Returns = Returned,
            Handle = call => Pages.One(parts, call, "There is no such account.", node => Find(node, call) is { } account ? json => Write(json, account, call.Caller.SeesPersonal) : null),
        },
        new()
        {
            Method = "POST", Path = "/admin/accounts", Privilege = "accounts", Summary = "Makes an account.",
            Body = [new("name", ParameterKind.Text, "Its name.", Required: true), Password with { Required = true }, new("email", ParameterKind.Text, "Its address, if it has one.")],
            Returns = "The account.", Handle = Create,
        },
        new()
        {
            Method = "PATCH", Path = "/admin/accounts/{name}", Privilege = "accounts", Summary = "Changes an account: its password, its address, or whether it may be used.",
            Body =
            [
                Password, new("email", ParameterKind.Text, "Another address; empty: none."), new("suspended", ParameterKind.Flag, "Whether nobody may log in to it; who is, is logged out."),
                new("reason", ParameterKind.Text, "Why it is suspended."),
            ],
            Returns = "{done: true}; of several changes none is made when one of those before it is refused.", Handle = Change,
        },
        new()
        {
            Method = "DELETE", Path = "/admin/accounts/{name}", Privilege = "accounts", Summary = "Removes an account; what it said stays, and its name is held for accounts.reuse_delay.", Returns = "{done: true}",
            Handle = call => parts.Do(call, (node, by) => Found(node, call, account => DeedOutcome.Of(node.AskAs(by, account, new RemoveAccount(node.Settings.Accounts.ReuseDelay))))),
        },
    ];

    private Task<Reply> Page(Call call)
    {
        var (name, suspended, personal) = (call.Text("name"), call.Flag("suspended"), call.Caller.SeesPersonal);
        EventId? after = call.Text("cursor") is not { } cursor ? null : EventId.TryParse(cursor, out var id) ? id : throw Problem.BadParameter("cursor", "is a cursor of an earlier answer");
        return Pages.Of(parts, call, new Listing<Account, EventId>(
            node => [.. node.State.Accounts], account => account.Id,
            account => (name is null || account.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)) && (!suspended || account.IsSuspended),
            after, Pages.Limit(call), (_, account, json) => Write(json, account, personal)));
    }

    private Task<Reply> Create(Call call)
    {
        var (name, password, email) = (call.Needed("name"), call.Needed("password"), call.Member("email"));
        return parts.Do(call, (node, by, answer) => node.CreateAccount(new(name, password, string.IsNullOrEmpty(email) ? null : email, AsOperator: true, By: by),
            made => answer(made.Account is { } account ? DeedOutcome.With(json => Write(json, account, personal: false)) : new(made.Refusal))));
    }

    private async Task<Reply> Change(Call call)
    {
        var (email, password, suspended) = (call.Member("email"), call.Member("password"), call.MemberOrNull("suspended"));
        if (email is null && password is null && suspended is null) throw Problem.BadParameter("password", "or email or suspended must be given");
        var done = await parts.Do(call, (node, by) => Found(node, call, account =>
        {
            if (email is not null && node.AskAs(by, account, new ChangeEmail(email.Length == 0 ? null : email)) is { } refused) return new(refused);
            if (suspended is not { } suspend || suspend == account.IsSuspended) return new();
            return DeedOutcome.Of(node.AskAs(by, account, suspend ? new SuspendAccount(call.Member("reason") ?? "No reason given") : new UnsuspendAccount()));
        }));
        return password is null ? done : await parts.Do(call, (node, by, answer) =>
        {
            if (Find(node, call) is { } account) node.SetPassword(account.Id, password, null, made => answer(DeedOutcome.Of(made.Refusal)), by);
            else answer(new(new Refusal(RefusalCode.NoSuchAccount)));
        });
    }

    /// <summary>Does something with the account that the path names. Who does not have all rights has none over the accounts that do.</summary>
    internal static DeedOutcome Found(Node node, Call call, Func<Account, DeedOutcome> act) =>
        Find(node, call) is not { } account ? new(new Refusal(RefusalCode.NoSuchAccount))
        : !call.Caller.May("*") && node.Settings.Admin.Accounts.Any(name => node.Names.Fold(name) == account.Folded) ? new(new Refusal(RefusalCode.OperatorsOnly))
        : act(account);

    private static Account? Find(Node node, Call call) => node.State.Accounts.TryGet(node.Names.Fold(call.Route("name")), out var account) ? account : null;

    private static void Write(Utf8JsonWriter json, Account account, bool personal)
    {
        json.WriteStartObject();
        json.WriteString("id", account.Id.ToString());
        json.WriteString("name", account.Name);
        json.WriteString("created", account.Created.Wall.ToString());
        json.WriteString("suspended", account.Suspension);
        json.WriteStartObject("settings");
        foreach (var (key, value) in account.Settings) json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteStartArray("certificates");
        foreach (var fingerprint in account.Certificates) json.WriteStringValue(fingerprint);
        json.WriteEndArray();
        json.WriteStartArray("tokens");
        foreach (var token in account.Tokens.Values) Write(json, token);
        json.WriteEndArray();
        if (personal) json.WriteString("email", account.Email);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, AccountToken token)
    {
        json.WriteStartObject();
        json.WriteString("id", token.Id);
        json.WriteStartArray("scopes");
        foreach (var scope in token.Scopes) json.WriteStringValue(scope);
        json.WriteEndArray();
        json.WriteString("expires", token.Expires?.ToString());
        json.WriteEndObject();
    }
}
