using System.Globalization;
using System.Text;
using Parlance.Web.Http;
using Parlance.Web.Past;
using Parlance.Web.Serving;

namespace Parlance.Conventions;

/// <summary>Makes docs/reference/admin-api.md from the endpoints' cards.</summary>
public static class AdminReference
{
    private const string Head = """
        # Admin API

        Made from the server's own cards; do not edit. How to reach it, log in and what it costs: [the admin API](../operate/admin-api.md). The same for programs is
        at `/admin/openapi.json`.

        Errors are `application/problem+json` (RFC 9457) with a fixed word in `code`. A parameter or member that is not listed here is refused. Times are
        `2026-01-31`, `2026-01-31T20:15:00Z` (without a zone: UTC) or `-2h` before now. Lists are pages: `next` is the `cursor` of the next one, null at the end.

        """;

    /// <summary>Every endpoint; nothing is asked of the parts while cards are made.</summary>
    public static IReadOnlyList<Endpoint> Endpoints { get; } = new Routes(WebServer.Endpoints(new()
    {
        Loop = null!, Settings = null!, Log = null!, Feed = null!, Commits = null!, Control = null!, Writer = null!, LogIdentity = "", DataFolder = "", Login = null!, Requests = null!, Past = new NoPast(),
    })).All;

    public static string Make()
    {
        var page = new StringBuilder(Head);
        foreach (var subject in Endpoints.GroupBy(endpoint => endpoint.Path.Split('/') is ["", "admin", var word, ..] ? word : "outside /admin").OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {subject.Key}\n");
            foreach (var endpoint in subject) Write(page, endpoint);
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder page, Endpoint endpoint)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### `{endpoint.Name}`\n\n{endpoint.Summary}");
        page.Append(endpoint.Access switch
        {
            Access.Open => " Open to all.",
            Access.Metrics => " Open, or for staff: `[admin] metrics`.",
            _ => endpoint.Privilege is { } privilege ? $" Privilege `{privilege}`." : " For all staff.",
        });
        page.Append(CultureInfo.InvariantCulture, $" Returns {endpoint.Returns}\n");
        Write(page, "Query", endpoint.Query);
        Write(page, "Body", endpoint.Body);
    }

    private static void Write(StringBuilder page, string title, IReadOnlyList<Parameter> parameters)
    {
        if (parameters.Count == 0) return;
        page.Append(CultureInfo.InvariantCulture, $"\n| {title} | | |\n|---|---|---|\n");
        foreach (var parameter in parameters)
        {
            var words = parameter.Words.Count > 0 ? $" `{string.Join("` `", parameter.Words)}`" : "";
            page.Append(CultureInfo.InvariantCulture, $"| `{parameter.Name}` | {parameter.Kind.ToString().ToLowerInvariant()}{(parameter.Required ? ", needed" : "")} | {parameter.Meaning}{words} |\n");
        }
    }

    private sealed class NoPast : IPast
    {
        public Action<Stream> Replay(PastQuestion asked, CancellationToken stop) => throw new NotSupportedException();
        public Action<Stream> Diff(PastQuestion from, string to, CancellationToken stop) => throw new NotSupportedException();
    }
}
