using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using Parlance.Live;

namespace Parlance.Scenes.FrontDoor;

/// <summary>IRC over WebSocket (https://ircv3.net/specs/extensions/websocket): a line a message, with a client of the platform and with one made by hand.</summary>
public sealed class WebSocketTests(Server server) : IClassFixture<Server>
{
    private const string Upgrade = "GET / HTTP/1.1\r\nHost: parlance.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    private static CancellationToken Soon => new CancellationTokenSource(WireClient.Patience).Token;

    private async Task<ClientWebSocket> Open(params string[] protocols)
    {
        var socket = new ClientWebSocket();
        foreach (var protocol in protocols) socket.Options.AddSubProtocol(protocol);
        await socket.ConnectAsync(new($"ws://127.0.0.1:{server.Live.WebSocketPort}/"), Soon);
        return socket;
    }

    private static async Task Say(ClientWebSocket socket, string line, WebSocketMessageType type = WebSocketMessageType.Text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(line), type, endOfMessage: true, Soon);

    private static async Task<(string Line, WebSocketMessageType Type)> Hear(ClientWebSocket socket, string start)
    {
        var buffer = new byte[16 << 10];
        while (true)
        {
            var heard = await socket.ReceiveAsync(buffer, Soon);
            Assert.True(heard.EndOfMessage);
            var line = Encoding.UTF8.GetString(buffer, 0, heard.Count);
            if (heard.MessageType == WebSocketMessageType.Close || IrcText.Bare(line).StartsWith(start, StringComparison.Ordinal)) return (line, heard.MessageType);
        }
    }

    private static async Task Register(ClientWebSocket socket, string nick)
    {
        await Say(socket, $"NICK {nick}");
        await Say(socket, $"USER {nick} 0 * :é");
        await Hear(socket, "001 ");
    }

    [Theory]
    [InlineData("text.ircv3.net", WebSocketMessageType.Text)]
    [InlineData("binary.ircv3.net", WebSocketMessageType.Binary)]
    [InlineData("", WebSocketMessageType.Text)]
    public async Task lines_are_messages_of_the_chosen_kind(string protocol, WebSocketMessageType type)
    {
        using var ana = await Open(protocol.Length > 0 ? [protocol] : []);
        Assert.Equal(protocol, ana.SubProtocol ?? "");
        var nick = "ws" + protocol.Split('.')[0];
        await Register(ana, nick);
        await Say(ana, $"PRIVMSG {nick} :grüße", type);
        var (line, kind) = await Hear(ana, "PRIVMSG ");
        Assert.Equal(type, kind);
        Assert.EndsWith("PRIVMSG " + nick + " :grüße", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task people_on_sockets_and_web_sockets_talk()
    {
        using var ana = await Open("text.ircv3.net");
        await Register(ana, "wsana");
        using var ben = await WireClient.Register(server.Live.Port, "wsben");
        await ben.Send("PRIVMSG wsana :from a socket");
        Assert.EndsWith(":from a socket", (await Hear(ana, "PRIVMSG ")).Line, StringComparison.Ordinal);
        await Say(ana, "PRIVMSG wsben :from a web socket\r\n");
        Assert.EndsWith(":from a web socket", await ben.Until(l => l.Contains("PRIVMSG", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_quits_hears_why_and_then_the_close()
    {
        using var ana = await Open();
        await Register(ana, "wsquit");
        await Say(ana, "QUIT :bye");
        Assert.StartsWith("ERROR :", (await Hear(ana, "ERROR")).Line, StringComparison.Ordinal);
        Assert.Equal(WebSocketMessageType.Close, (await Hear(ana, "nothing else")).Type);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, ana.CloseStatus);
        Assert.Equal("Quit: bye", ana.CloseStatusDescription);
    }

    [Fact]
    public async Task who_closes_is_gone_for_the_others_and_gets_the_close_back()
    {
        using var ben = await WireClient.Register(server.Live.Port, "wsstays");
        using var ana = await Open();
        await Register(ana, "wscloses");
        await Say(ana, "JOIN #ws");
        await Hear(ana, "JOIN ");
        await ben.Send("JOIN #ws");
        await ben.Until(l => l.Contains(" 366 ", StringComparison.Ordinal));
        await ana.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", Soon);
        Assert.Equal(WebSocketState.Closed, ana.State);
        await ben.Until(l => l.Contains(" QUIT ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_line_too_long_is_refused_and_a_message_too_long_ends_it()
    {
        using var ana = await Open();
        await Register(ana, "wslong");
        await Say(ana, "PRIVMSG a :" + new string('x', 3000));
        await Hear(ana, "417 ");
        await Say(ana, new string('x', 20_000));
        Assert.Equal(WebSocketMessageType.Close, (await Hear(ana, "nothing else")).Type);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, ana.CloseStatus);
    }

    [Fact]
    public async Task what_is_no_text_is_refused_in_a_binary_message_and_ends_a_text_message()
    {
        using var ana = await Open("binary.ircv3.net");
        await Register(ana, "wsbytes");
        await ana.SendAsync(new byte[] { (byte)'P', 0xff }, WebSocketMessageType.Binary, true, Soon);
        await Hear(ana, "FAIL * INVALID_UTF8 ");
        await ana.SendAsync(new byte[] { (byte)'P', 0xff }, WebSocketMessageType.Text, true, Soon);
        Assert.Equal(WebSocketMessageType.Close, (await Hear(ana, "nothing else")).Type);
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, ana.CloseStatus);
    }

    [Fact]
    public async Task a_ping_is_answered_and_pieces_are_put_together()
    {
        using var ana = await RawClient.Connect(server.Live.WebSocketPort);
        foreach (var c in Upgrade) await ana.Say(c.ToString());
        await ReadUpgrade(ana);
        await ana.Say([.. Frame(0x89, "are you there"u8), .. Frame(0x01, "NICK "u8), .. Frame(0x8a, default), .. Frame(0x80, "wshand"u8), .. Frame(0x81, "PING x"u8)]);
        Assert.Equal([0x8a, 13, .. "are you there"u8], await ana.Next(15));
        byte[] pong = [.. ":parlance.test PONG parlance.test :x"u8];
        Assert.Equal([0x81, (byte)pong.Length, .. pong], await ana.Next(2 + pong.Length));
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x01, 0x41 }, 1002)]
    [InlineData(new byte[] { 0x83, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData(new byte[] { 0x80, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData(new byte[] { 0xc1, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData(new byte[] { 0x09, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData(new byte[] { 0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0 }, 1009)]
    public async Task frames_that_break_the_rules_end_it_with_a_code(byte[] bytes, int code)
    {
        using var ana = await RawClient.Connect(server.Live.WebSocketPort);
        await ana.Say(Upgrade);
        await ReadUpgrade(ana);
        await ana.Say(bytes);
        var close = await ana.Next(4) ?? [];
        Assert.Equal(0x88, close[0]);
        Assert.Equal(code, BinaryPrimitives.ReadUInt16BigEndian(close.AsSpan(2)));
        Assert.Empty(await ana.ToEnd());
    }

    [Theory]
    [InlineData("NICK ana\r\nUSER ana 0 * :ana\r\n\r\n", "HTTP/1.1 400 ")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 426 ")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 405 ")]
    public async Task what_is_no_upgrade_is_refused_in_its_own_words(string text, string answer)
    {
        using var ana = await RawClient.Connect(server.Live.WebSocketPort);
        await ana.Say(text);
        Assert.StartsWith(answer, await ana.Next(), StringComparison.Ordinal);
        Assert.DoesNotContain(await ana.ToEnd(), line => line.Contains("ERROR", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET / HTTP/1.1\r\nHost:")]
    public async Task half_an_upgrade_is_closed_in_time_without_a_word(string text)
    {
        using var ana = await RawClient.Connect(server.Live.WebSocketPort);
        await ana.Say(text);
        Assert.Null(await ana.Next());
    }

    private static async Task ReadUpgrade(RawClient client)
    {
        Assert.Equal("HTTP/1.1 101 Switching Protocols", await client.Next());
        while (await client.Next() is { Length: > 0 }) { }
    }

    /// <summary>A short frame under the mask 01 02 03 04.</summary>
    private static byte[] Frame(byte first, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[6 + payload.Length];
        (frame[0], frame[1]) = (first, (byte)(0x80 | payload.Length));
        for (var i = 0; i < 4; i++) frame[2 + i] = (byte)(i + 1);
        for (var i = 0; i < payload.Length; i++) frame[6 + i] = (byte)(payload[i] ^ ((i & 3) + 1));
        return frame;
    }
}
