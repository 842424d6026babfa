using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Parlance.Web.Stream;

namespace Parlance.Web.Tests;

/// <summary>What happens, as it happens.</summary>
public class StreamTests
{
    [Fact]
    public async Task a_listener_hears_what_fits_as_it_is_written()
    {
        using var node = new WebNode();
        using var stream = await EventStream.Open(node, "type=channel.topic,channel.join&target=tea");
        using var ana = node.Connect("ana");
        ana.Join("#coffee");
        ana.Join("#tea");
        ana.Say("TOPIC #tea :green");

        Assert.Equal("channel.join", (await stream.Next()).Name);
        var topic = await stream.Next();
        Assert.Equal("channel.topic", topic.Name);
        Assert.Equal("tea", topic.Data.GetProperty("target").GetString());
        Assert.Equal("sealed", topic.Data.GetProperty("seal").GetString());
    }

    [Fact]
    public async Task whoever_comes_again_misses_nothing_and_hears_nothing_twice()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        string last;
        using (var first = await EventStream.Open(node, "type=channel.join"))
        {
            ana.Join("#one");
            last = (await first.Next()).Id;
        }

        for (var i = 0; i < Listener.BatchMax * 3; i++)
        {
            ana.Say($"JOIN #room{i}");
            ana.Say($"PART #room{i}");
        }

        ana.Hear($"PART #room{Listener.BatchMax * 3 - 1}");
        using var again = await EventStream.Open(node, "type=channel.join", last);
        for (var i = 0; i < Listener.BatchMax * 3; i++) Assert.Equal($"room{i}", (await again.Next()).Data.GetProperty("target").GetString());
        ana.Join("#live");
        Assert.Equal("live", (await again.Next()).Data.GetProperty("target").GetString());
    }

    [Fact]
    public async Task a_place_in_another_log_is_refused()
    {
        using var node = new WebNode();
        await node.Get("/admin/stream?cursor=0123456789ab-1", HttpStatusCode.Conflict);
        await node.Get("/admin/stream?cursor=nonsense", HttpStatusCode.BadRequest);
        await node.Get("/admin/stream?type=Nonsense", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task the_same_over_a_websocket()
    {
        using var node = new WebNode();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String("root:secret"u8));
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{node.HttpPort}/admin/stream?type=channel.topic"), CancellationToken.None);
        using var ana = node.Connect("ana");
        ana.Join("#tea");
        ana.Say("TOPIC #tea :green");

        var message = await Message(socket);
        Assert.Equal("tea", message.GetProperty("event").GetProperty("target").GetString());
        Assert.Matches("^[0-9a-f]+-[0-9]+$", message.GetProperty("cursor").GetString()!);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
    }

    [Fact]
    public async Task a_websocket_without_a_login_or_of_another_version_is_refused()
    {
        using var node = new WebNode();
        using var socket = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{node.HttpPort}/admin/stream"), CancellationToken.None));
        Assert.Equal(HttpStatusCode.Unauthorized, (HttpStatusCode)(int)socket.HttpStatusCode is 0 ? HttpStatusCode.Unauthorized : socket.HttpStatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/stream");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Sec-WebSocket-Version", "8");
        Assert.Equal(HttpStatusCode.UpgradeRequired, (await node.Client.SendAsync(request)).StatusCode);
    }

    /// <summary>They ask for the stream and never read a byte of it, while people talk.</summary>
    [Fact]
    public async Task hundreds_who_do_not_read_are_cut_and_the_chat_goes_on()
    {
        const int Deaf = 250;
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        using var ben = node.Connect("ben");
        ana.Join("#tea");
        ben.Join("#tea");
        var alone = Talk(ana, ben, 300);

        var sockets = Enumerable.Range(0, Deaf).Select(_ => Deafen(node)).ToList();
        await Until(() => node.Host.Parts.Feed.Listeners == Deaf);
        var beside = Talk(ana, ben, LogFeed.RingMax + 1_000);

        // What a busy machine does to either figure is not what is asked here: the middle one must stay of the same order.
        Assert.True(beside < alone * 10 + TimeSpan.FromMilliseconds(5), $"a word took {beside.TotalMilliseconds:0.0} ms beside {Deaf} who do not read, {alone.TotalMilliseconds:0.0} ms alone");
        using var hearing = await EventStream.Open(node, "type=channel.topic");
        ana.Say("TOPIC #tea :green");
        Assert.Equal("channel.topic", (await hearing.Next()).Name);
        hearing.Dispose();
        sockets.ForEach(socket => socket.Dispose());
        await Until(() => node.Host.Parts.Feed.Listeners == 0);
    }

    [Fact]
    public async Task one_who_falls_behind_is_told_and_cut()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        ana.Join("#tea");
        using var feed = new LogFeed(node.Folder, node.Host.Parts.Commits);
        var listener = new Listener(node.Host.Parts, new(), node.Host.Parts.Commits.Position);
        await using var batches = listener.Batches(CancellationToken.None).GetAsyncEnumerator();
        ana.Say("TOPIC #tea :one");
        Assert.True(await batches.MoveNextAsync());

        for (var i = 0; i < LogFeed.RingMax + 500; i++) ana.Say($"TOPIC #tea :{i}");
        ana.Hear($":{LogFeed.RingMax + 499}");
        await Until(() => node.Host.Parts.Feed.End > listener.Position + LogFeed.RingMax);
        await Assert.ThrowsAsync<ListenerTooSlowException>(async () => await batches.MoveNextAsync());
    }

    [Fact]
    public async Task streams_end_when_the_server_stops_and_it_stops_in_time()
    {
        using var node = new WebNode();
        using var stream = await EventStream.Open(node);
        var took = node.Stop();

        Assert.True(await stream.Ends());
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static Socket Deafen(WebNode node)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        socket.Connect(IPAddress.Loopback, node.HttpPort);
        socket.Send(Encoding.ASCII.GetBytes($"GET /admin/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {Convert.ToBase64String("root:secret"u8)}\r\n\r\n"));
        return socket;
    }

    /// <summary>The middle of the times from a word's being said to its being heard.</summary>
    private static TimeSpan Talk(Chatter one, Chatter other, int words)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < words; i++)
        {
            var began = Stopwatch.GetTimestamp();
            one.Say($"PRIVMSG #tea :word {i}.");
            other.Hear($":word {i}.");
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task<JsonElement> Message(ClientWebSocket socket)
    {
        var text = new MemoryStream();
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            text.Write(buffer.AsSpan(0, got.Count));
        }
        while (!got.EndOfMessage);
        return JsonDocument.Parse(text.ToArray()).RootElement;
    }

    private static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds()) await Task.Delay(20, patience.Token);
    }
}
