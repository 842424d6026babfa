using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Web.Asking;
using Parlance.Web.Events;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Actions;

/// <summary>What staff does to rooms whatever rank it has there.</summary>
public sealed class RoomActions(WebParts parts) : IEndpoints
{
    private static readonly string[] Modes = [.. Enum.GetNames<RoomMode>()];
    private static readonly string[] ListNames = [.. Enum.GetNames<MaskListKind>()];

    public IEnumerable<Endpoint> All =>
    [
        Of("topic", "Sets a room's topic.", [new("text", ParameterKind.Text, "The topic; empty: none.", Required: true)], call => new SetTopic(call.Member("text") ?? "")),
        Of("mode", "Sets or clears a mode.",
            [
                new("mode", ParameterKind.Text, "Which.", Required: true) { Words = Modes }, new("on", ParameterKind.Flag, "Whether it is set.", Required: true),
                new("value", ParameterKind.Text, "For those that have one: a key, a number, a room, 5:10."),
            ],
            call => new ChangeMode(Word<RoomMode>(call, "mode", Modes), call.MemberFlag("on"), call.Member("value"))),
        Of("list", "Adds a mask to a list or takes it off.",
            [
                new("list", ParameterKind.Text, "Which.", Required: true) { Words = ListNames }, new("mask", ParameterKind.Text, "nick!user@host, or an extended mask.", Required: true),
                new("add", ParameterKind.Flag, "Whether it is added.", Required: true),
            ],
            call => new ChangeList(Word<MaskListKind>(call, "list", ListNames), call.Needed("mask"), call.MemberFlag("add"))),
        new()
        {
            Method = "POST", Path = "/admin/rooms/{name}/kick", Privilege = "sa", Summary = "Puts a member out.", Returns = "{done: true}",
            Body = [new("user", ParameterKind.Text, "The user's id or nick.", Required: true), new("reason", ParameterKind.Text, "What all read.")],
            Handle = call =>
            {
                var (who, reason) = (call.Needed("user"), call.Member("reason"));
                return parts.Do(call, (node, by) => Find.Room(node, call.Route("name")) is not { } room ? new(new Refusal(RefusalCode.NoSuchRoom))
                    : Find.User(node, who) is not { } user ? new(new Refusal(RefusalCode.NoSuchUser)) : DeedOutcome.Of(node.AskAs(by, room, new Kick(user.Uid, reason))));
            },
        },
        Of("close", "Ends a room: all are put out, its settings and lists are gone, its name is free.", [new("reason", ParameterKind.Text, "What its members read.")],
            call => new CloseRoom(call.Member("reason") ?? "closed by staff")),
    ];

    private Endpoint Of(string word, string summary, IReadOnlyList<Parameter> body, Func<Call, RoomCommand> command) => new()
    {
        Method = "POST", Path = $"/admin/rooms/{{name}}/{word}", Privilege = "sa", Summary = summary, Body = body, Returns = "{done: true}",
        Handle = call =>
        {
            var asked = command(call);
            return parts.Do(call, (node, by) => Find.Room(node, call.Route("name")) is { } room ? DeedOutcome.Of(node.AskAs(by, room, asked)) : new(new Refusal(RefusalCode.NoSuchRoom)));
        },
    };

    private static T Word<T>(Call call, string name, string[] words)
        where T : struct, Enum =>
        words.Contains(call.Needed(name), StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(call.Needed(name), ignoreCase: true) : throw Problem.BadParameter(name, $"is one of {string.Join(", ", words)}");
}
