using Parlance.Domain.Operators;
using Parlance.Web.Asking;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Actions;

/// <summary>The server as a whole: its configuration, and saying something to all.</summary>
public sealed class ServerActions(WebParts parts) : IEndpoints
{
    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "GET", Path = "/admin/config", Privilege = "rehash", Summary = "The configuration in force, secrets hidden.", Returns = "An object with a member for each table of parlance.toml.",
            Handle = _ => Task.FromResult<Reply>(new Json(200, parts.Control.WriteConfiguration)),
        },
        new()
        {
            Method = "POST", Path = "/admin/config/reload", Privilege = "rehash", Summary = "Reads the configuration and the certificates again (REHASH); with a mistake in it, the old one stays.",
            Returns = "{done: true}, or 422 with what is wrong.", Handle = Reload,
        },
        new()
        {
            Method = "POST", Path = "/admin/announce", Privilege = "wallops", Summary = "Says something in the server's name.",
            Body =
            [
                new("text", ParameterKind.Text, "What.", Required: true),
                new("to", ParameterKind.Text, "Everybody who is connected; those with user mode +w; or staff. Everybody if not given.") { Words = ["everybody", "wallops", "staff"] },
            ],
            Returns = "{done: true}", Handle = Announce,
        },
    ];

    private async Task<Reply> Reload(Call call)
    {
        var acted = await parts.Do(call, (node, by) => DeedOutcome.Of(node.CarryAs(by, new OperatorActed("REHASH", node.Settings.Server.Name, ""), null)));
        return await Task.Run(parts.Control.Reload, call.Stop) is { } wrong ? throw new Problem(422, "not-reloaded", wrong) : acted;
    }

    private Task<Reply> Announce(Call call)
    {
        var (text, to) = (call.Needed("text"), call.Member("to") ?? "everybody");
        if (to is not ("everybody" or "wallops" or "staff")) throw Problem.BadParameter("to", "is one of everybody, wallops, staff");
        return parts.Do(call, (node, by) => DeedOutcome.Of(to == "everybody" ? node.AskAs(by, new Announce(text)) : node.CarryAs(by, to == "staff" ? new GlobopsSent(text) : new WallopsSent(text), null)));
    }
}
