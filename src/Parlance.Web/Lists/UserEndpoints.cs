using System.Text.Json;
using Parlance.Domain;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Web.Asking;
using Parlance.Web.Events;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Lists;

/// <summary>Who is here, and ending their connections.</summary>
public sealed class UserEndpoints(WebParts parts) : IEndpoints
{
    private const string Returned = "uid, nick, ident, host, account, away, operator, flags, secure, since, rooms; with see-hosts also address, real_host and real_name.";

    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "GET", Path = "/admin/users", Summary = "Users who are connected, by their ids.",
            Query =
            [
                .. Pages.Parameters,
                new("nick", ParameterKind.Text, "Only those whose nick begins so."),
                new("room", ParameterKind.Text, "Only members of this room: its name or id."),
                new("account", ParameterKind.Text, "Only those of this account."),
            ],
            Returns = "{items: [user], next}; a user has " + Returned, Handle = Page,
        },
        new()
        {
            Method = "GET", Path = "/admin/users/{uid}", Summary = "One user, by id or nick.", Returns = Returned,
            Handle = call => Pages.One(parts, call, "There is no such user.", node => Find.User(node, call.Route("uid")) is { } user ? json => Write(json, user, call.Caller.SeesPersonal) : null),
        },
        new()
        {
            Method = "DELETE", Path = "/admin/users/{uid}", Privilege = "kill", Summary = "Ends a user's connection (KILL).",
            Query = [new("reason", ParameterKind.Text, "What the user and others read.")],
            Returns = "{done: true}", Handle = End,
        },
    ];

    private async Task<Reply> Page(Call call)
    {
        var (nick, account, roomName) = (call.Text("nick"), call.Text("account"), call.Text("room"));
        Uid? after = call.Text("cursor") is not { } cursor ? null : Uid.TryParse(cursor, out var uid) ? uid : throw Problem.BadParameter("cursor", "is a cursor of an earlier answer");
        var room = roomName is null ? null : await parts.Ask(node => Find.Room(node, roomName)?.Instance.ToString(), call.Stop) ?? throw Problem.NotFound("There is no such room.");
        var personal = call.Caller.SeesPersonal;
        return await Pages.Of(parts, call, new Listing<User, Uid>(
            node => EventId.TryParse(room, out var id) ? node.State.Rooms.TryGet(id, out var there) ? [.. there.Members.Select(member => member.User)] : [] : [.. node.State.Users],
            user => user.Uid,
            user => (nick is null || user.Nick.StartsWith(nick, StringComparison.OrdinalIgnoreCase)) && (account is null || user.Account == account),
            after, Pages.Limit(call), (_, user, json) => Write(json, user, personal)));
    }

    private Task<Reply> End(Call call)
    {
        var reason = call.Text("reason") ?? "No reason given";
        return parts.Do(call, (node, by) =>
        {
            if (Find.User(node, call.Route("uid")) is not { } user) return new(new Refusal(RefusalCode.NoSuchUser));
            var refusal = node.AskAs(by, new Kill(user.Uid, reason));
            if (refusal is null) node.Disconnect(user, $"Killed ({by.Name} ({reason}))");
            return DeedOutcome.Of(refusal);
        });
    }

    internal static void Write(Utf8JsonWriter json, User user, bool personal)
    {
        json.WriteStartObject();
        json.WriteString("uid", user.Uid.ToString());
        json.WriteString("nick", user.Nick);
        json.WriteString("ident", user.Ident);
        json.WriteString("host", user.Host);
        json.WriteString("account", user.Account);
        json.WriteString("away", user.Away);
        json.WriteString("operator", user.Operator?.Name);
        json.WriteStartArray("flags");
        foreach (var flag in Enum.GetValues<UserFlags>())
            if (flag != UserFlags.None && user.Flags.HasFlag(flag)) json.WriteStringValue(flag.ToString());
        json.WriteEndArray();
        json.WriteBoolean("secure", user.Secure);
        json.WriteString("since", user.Since.ToString());
        json.WriteStartArray("rooms");
        foreach (var membership in user.Memberships) json.WriteStringValue(membership.Room.Name);
        json.WriteEndArray();
        if (personal)
        {
            json.WriteString("address", user.Address);
            json.WriteString("real_host", user.RealHost);
            json.WriteString("real_name", user.RealName);
        }

        json.WriteEndObject();
    }
}
