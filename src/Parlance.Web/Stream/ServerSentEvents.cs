using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parlance.Web.Events;

namespace Parlance.Web.Stream;

/// <summary>Events as <c>text/event-stream</c> (HTML, section 9.2): the id is the cursor, so that a browser goes on where it was.</summary>
internal static class ServerSentEvents
{
    /// <summary>How long a batch may take to go out: a listener that does not read is cut.</summary>
    public static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(10);

    /// <summary>Bytes that are written before it is waited for what the client takes.</summary>
    private const int UnsentMax = 16 << 10;

    public static async Task Write(HttpContext http, Listener listener, string log, bool personal, CancellationToken stop)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await http.Response.StartAsync(stop);
        var to = http.Response.BodyWriter;
        to.Write(Encoding.UTF8.GetBytes($": events of the log {log}\n\n"));
        await Flush(http, stop);
        try
        {
            await foreach (var batch in listener.Batches(stop))
            {
                var unsent = 0;
                foreach (var item in batch)
                {
                    var text = item.ServerSent(log, personal);
                    to.Write(text.Span);
                    unsent += text.Length;
                    if (unsent < UnsentMax) continue;
                    await Flush(http, stop);
                    unsent = 0;
                }

                if (batch.Count == 0) to.Write(Encoding.UTF8.GetBytes($"id: {Cursor.Write(log, listener.Position)}\n\n"));
                await Flush(http, stop);
            }
        }
        catch (ListenerTooSlowException e)
        {
            to.Write(Encoding.UTF8.GetBytes($"event: cut\ndata: {{\"reason\":\"{e.Message}\"}}\n\n"));
            await Flush(http, stop);
        }
    }

    private static async Task Flush(HttpContext http, CancellationToken stop)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stop);
        within.CancelAfter(WriteWithin);
        try
        {
            await http.Response.BodyWriter.FlushAsync(within.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            http.Abort();
            throw;
        }
    }
}
