using Parlance.Web.Events;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Stream;

/// <summary>What happens: the log as it is written.</summary>
public sealed class StreamEndpoints(WebParts parts) : IEndpoints
{
    /// <summary>Listeners at a time.</summary>
    public const int ListenersMax = 1_024;

    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "GET", Path = "/admin/stream", Privilege = "log", Summary = "Events as they are written, as server-sent events or over a WebSocket; with a cursor, from there on.",
            Query =
            [
                .. EventFilter.Parameters,
                new("cursor", ParameterKind.Text, "Go on after this place; the header Last-Event-ID does the same. Without either: from now on."),
                new("personal", ParameterKind.Flag, "Show what is sealed. Needs see-hosts."),
            ],
            Returns = "text/event-stream with the kind as event, the cursor as id and the event as data; or a text message {cursor, event} each. Whoever falls more than 2,048 events behind is cut and may come again.",
            Handle = Open,
        },
    ];

    private async Task<Reply> Open(Call call)
    {
        var personal = EventEndpoints.Personal(call);
        var webSocket = WebSocketStream.IsAsked(call.Http);
        if (webSocket) WebSocketStream.Check(call.Http);
        var query = await EventFilter.Of(call, parts);
        if (parts.Feed.Listeners >= ListenersMax) throw Problem.Busy($"{ListenersMax} listen already.");
        var cursor = call.Text("cursor") ?? (call.Http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } id ? id : null);
        var (log, last) = (parts.LogIdentity, parts.Commits.Position);
        var after = cursor is null ? last : Cursor.Read(cursor, log, last);
        var listener = new Listener(parts, query, after);
        return webSocket
            ? new Streamed("", http => WebSocketStream.Write(http, listener, log, personal, call.Stop), 101)
            : new Streamed("text/event-stream", http => ServerSentEvents.Write(http, listener, log, personal, call.Stop));
    }
}
