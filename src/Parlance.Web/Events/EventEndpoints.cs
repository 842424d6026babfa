using System.Text.Json;
using Parlance.Log;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Events;

/// <summary>What happened: pages of the log.</summary>
public sealed class EventEndpoints(WebParts parts) : IEndpoints
{
    /// <summary>Events on one page.</summary>
    public const int PageMax = 1_000;

    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "GET", Path = "/admin/events", Privilege = "log", Summary = "Events of the log, oldest first.",
            Query =
            [
                new("from", ParameterKind.Moment, "Not before this time."), new("to", ParameterKind.Moment, "Before this time."), .. EventFilter.Parameters,
                new("text", ParameterKind.Text, "Letters that the event holds, in any case; needs see-hosts to look into what is sealed."),
                new("order", ParameterKind.Text, "Oldest or newest first.") { Words = ["asc", "desc"] },
                new("limit", ParameterKind.Number, $"Events on a page, 1 to {PageMax}; 100 if not given."),
                new("cursor", ParameterKind.Text, "The next of the page before."),
                new("personal", ParameterKind.Flag, "Show what is sealed: texts, addresses, real names. Needs see-hosts."),
            ],
            Returns = "{items: [event], next: cursor or null}; an event has the names of the log's columns. A page may be short and still have a next when text is looked for.",
            Handle = Page,
        },
    ];

    private async Task<Reply> Page(Call call)
    {
        var personal = Personal(call);
        var (from, to) = (call.Moment("from"), call.Moment("to"));
        if (from >= to) throw Problem.BadParameter("from", "is not before 'to'");
        var query = await EventFilter.Of(call, parts) with { From = from, To = to, Limit = call.Number("limit", 1, PageMax, 100), NewestFirst = call.Word("order", "asc", "asc", "desc") == "desc" };
        var (text, cursor) = (call.Text("text"), call.Text("cursor"));
        var mayOpen = call.Caller.SeesPersonal;
        return await parts.Log.Run((log, stop) =>
        {
            var asked = cursor is null ? query : query with { After = Cursor.Read(cursor, log.DatabaseId, log.Last) };
            var found = EventSearch.Run(log, asked, text, mayOpen, stop);
            return new Json(200, json => Write(json, found, log.DatabaseId, personal));
        }, call.Stop);
    }

    private static void Write(Utf8JsonWriter json, EventSearch.Found found, string log, bool personal)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var row in found.Rows) EventRowJson.Write(json, row, personal);
        json.WriteEndArray();
        if (found.Next is { } next) json.WriteString("next", Cursor.Write(log, next));
        else json.WriteNull("next");
        json.WriteEndObject();
    }

    /// <exception cref="Problem">What is sealed was asked for and is not for this caller.</exception>
    internal static bool Personal(Call call)
    {
        var personal = call.Flag("personal");
        return !personal || call.Caller.SeesPersonal ? personal : throw new Problem(403, "privilege-needed", "'personal' needs the privilege see-hosts.");
    }
}
