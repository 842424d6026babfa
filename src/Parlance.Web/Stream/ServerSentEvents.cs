using System.Text;
using Microsoft.AspNetCore.Http;
using Parlance.Web.Events;

namespace Parlance.Web.Stream;

/// <summary>Events as <c>text/event-stream</c> (HTML, section 9.2): the id is the cursor, so that a browser goes on where it was.</summary>
internal static class ServerSentEvents
{
    /// <summary>How long a batch may take to go out: a listener that does not read is cut.</summary>
    public static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(10);

    public static async Task Write(HttpContext http, Listener listener, string log, bool personal, CancellationToken stop)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await Send(http, Encoding.UTF8.GetBytes($": events of the log {log}\n\n"), stop);
        try
        {
            await foreach (var batch in listener.Batches(stop)) await Send(http, Text(batch, log, listener.Position, personal), stop);
        }
        catch (ListenerTooSlowException e)
        {
            await Send(http, Encoding.UTF8.GetBytes($"event: cut\ndata: {{\"reason\":\"{e.Message}\"}}\n\n"), stop);
        }
    }

    private static byte[] Text(IReadOnlyList<FeedItem> batch, string log, long position, bool personal)
    {
        var text = new MemoryStream();
        foreach (var item in batch)
        {
            text.Write(Encoding.UTF8.GetBytes($"id: {Cursor.Write(log, item.Row.Position)}\nevent: {item.Row.Kind}\ndata: "));
            text.Write(item.Json(personal).Span);
            text.Write("\n\n"u8);
        }

        if (batch.Count == 0) text.Write(Encoding.UTF8.GetBytes($"id: {Cursor.Write(log, position)}\n\n"));
        return text.ToArray();
    }

    private static async Task Send(HttpContext http, byte[] text, CancellationToken stop)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stop);
        within.CancelAfter(WriteWithin);
        try
        {
            await http.Response.Body.WriteAsync(text, within.Token);
            await http.Response.Body.FlushAsync(within.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            http.Abort();
            throw;
        }
    }
}
