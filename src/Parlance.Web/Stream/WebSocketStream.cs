using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parlance.Web.Events;
using Parlance.Web.Http;

namespace Parlance.Web.Stream;

/// <summary>Events over a WebSocket (RFC 6455): a text message each, <c>{"cursor": "...", "event": {...}}</c>. What the client sends is passed over.</summary>
internal static class WebSocketStream
{
    /// <summary>Bytes of a message from the client that are read at once, and forgotten.</summary>
    private const int ReceiveLength = 1_024;

    public static bool IsAsked(HttpContext http) => http.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the handshake must say; RFC 6455 section 4.2.1.</summary>
    /// <exception cref="Problem">It does not.</exception>
    public static void Check(HttpContext http)
    {
        var key = http.Request.Headers.SecWebSocketKey.ToString();
        if (http.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }) throw new Problem(400, "no-upgrade", "A WebSocket begins with Connection: Upgrade.");
        if (http.Request.Headers.SecWebSocketVersion != "13") throw new Problem(426, "websocket-version", "The version of WebSocket is 13.", ("Sec-WebSocket-Version", "13"));
        if (key.Length != 24) throw new Problem(400, "websocket-key", "Sec-WebSocket-Key has 16 bytes in base64.");
    }

    public static async Task Write(HttpContext http, Listener listener, string log, bool personal, CancellationToken stop)
    {
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers.Upgrade = "websocket";
        http.Response.Headers["Sec-WebSocket-Accept"] = Accept(http.Request.Headers.SecWebSocketKey.ToString());
        await using var stream = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Listener.Quiet });
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var hearing = Hear(socket, gone);
        var (status, reason) = (WebSocketCloseStatus.NormalClosure, "");
        try
        {
            await foreach (var batch in listener.Batches(gone.Token))
                foreach (var item in batch) await Send(socket, item, log, personal, gone.Token);
        }
        catch (ListenerTooSlowException e)
        {
            (status, reason) = (WebSocketCloseStatus.PolicyViolation, e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The client went away or did not read, or the server stops.
        }

        if (stop.IsCancellationRequested) (status, reason) = (WebSocketCloseStatus.EndpointUnavailable, "The server stops.");
        await Close(socket, status, reason);
        await hearing;
    }

    /// <summary>RFC 6455 section 4.2.2.</summary>
#pragma warning disable CA5350 // The protocol says SHA-1; nothing is protected by it.
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    private static async Task Send(WebSocket socket, FeedItem item, string log, bool personal, CancellationToken stop)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stop);
        within.CancelAfter(ServerSentEvents.WriteWithin);
        await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"cursor\":\"{Cursor.Write(log, item.Row.Position)}\",\"event\":"), WebSocketMessageType.Text, endOfMessage: false, within.Token);
        await socket.SendAsync(item.Json(personal), WebSocketMessageType.Text, endOfMessage: false, within.Token);
        await socket.SendAsync("}"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, within.Token);
    }

    private static async Task Hear(WebSocket socket, CancellationTokenSource gone)
    {
        var buffer = new byte[ReceiveLength];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The client is gone, or the listener is over: either way nothing more is heard.
        }

        await gone.CancelAsync();
    }

    /// <summary>Says goodbye, and waits a moment for the client's.</summary>
    private static async Task Close(WebSocket socket, WebSocketCloseStatus status, string reason)
    {
        using var within = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, reason, within.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // It does not read even this.
        }

        if (socket.State != WebSocketState.Closed) socket.Abort();
    }
}
