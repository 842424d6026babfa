using System.Buffers;
using System.Text;
using Parlance.Engine.WebSocket;
using Parlance.Irc.Wire;

namespace Parlance.Engine.Tests.TransportWebSocket;

/// <summary>The opening of a WebSocket, request and answer.</summary>
public sealed class WebSocketHandshakeTests
{
    private const string Good = "GET /irc?x=1 HTTP/1.1\r\nHost: one.test\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: https://chat.test\r\n\r\n";

    [Fact]
    public void a_right_request_is_accepted_and_what_follows_is_left()
    {
        var answer = new ArrayBufferWriter<byte>();
        using var handshake = new WebSocketHandshake(WebSocketLines.Spoken);
        var result = handshake.Read(Encoding.ASCII.GetBytes(Good + "frames"), out var consumed, answer);
        Assert.Equal((HandshakeResult.Accepted, Good.Length), (result, consumed));
        Assert.Equal(("https://chat.test", "/irc?x=1", null), (handshake.Origin, handshake.Path, handshake.Protocol));
        // The key and its answer are the example of RFC 6455 section 1.3.
        Assert.Equal("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n", Text(answer));
    }

    [Fact]
    public void a_request_may_come_byte_by_byte()
    {
        var answer = new ArrayBufferWriter<byte>();
        using var handshake = new WebSocketHandshake(WebSocketLines.Spoken);
        var bytes = Encoding.ASCII.GetBytes(Good);
        for (var i = 0; i < bytes.Length - 1; i++)
        {
            Assert.Equal(HandshakeResult.Incomplete, handshake.Read(bytes.AsSpan(i, 1), out var consumed, answer));
            Assert.Equal(1, consumed);
        }

        Assert.Equal(HandshakeResult.Accepted, handshake.Read(bytes.AsSpan(bytes.Length - 1), out _, answer));
    }

    [Theory]
    [InlineData("text.ircv3.net", "text.ircv3.net")]
    [InlineData("binary.ircv3.net, text.ircv3.net", "binary.ircv3.net")]
    [InlineData("chat, text.ircv3.net,binary.ircv3.net", "text.ircv3.net")]
    [InlineData("chat", null)]
    public void the_client_s_first_known_subprotocol_is_chosen(string offered, string? chosen)
    {
        var (result, answer, handshake) = Read(Good.Replace("Origin:", $"Sec-WebSocket-Protocol: {offered}\r\nOrigin:"));
        Assert.Equal((HandshakeResult.Accepted, chosen), (result, handshake.Protocol));
        if (chosen is null) Assert.DoesNotContain("Sec-WebSocket-Protocol", answer, StringComparison.Ordinal);
        else Assert.Contains($"\r\nSec-WebSocket-Protocol: {chosen}\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "POST", 405)]
    [InlineData("Upgrade: WebSocket\r\n", "", 426)]
    [InlineData("Connection: keep-alive, Upgrade", "Connection: close", 426)]
    [InlineData("Version: 13", "Version: 8", 426)]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j", 400)]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ!!", 400)]
    [InlineData("Sec-WebSocket-Key", "X-Key", 400)]
    [InlineData("Host: one.test\r\n", "", 400)]
    [InlineData("Host: one.test\r\n", "Host: one.test\r\nHost: two.test\r\n", 400)]
    [InlineData("HTTP/1.1", "HTTP/1.0", 400)]
    [InlineData("/irc?x=1", "", 400)]
    [InlineData(" /irc?x=1", "", 400)]
    [InlineData("/irc?x=1", "irc", 400)]
    [InlineData("/irc?x=1", "/irc x", 400)]
    [InlineData("Host:", "Ho st:", 400)]
    [InlineData("Host:", " Host:", 400)]
    [InlineData("Origin: https", "Origin: \0https", 400)]
    public void a_wrong_request_is_told_what_is_wrong(string replaced, string by, int status)
    {
        var (result, answer, _) = Read(Good.Replace(replaced, by));
        Assert.Equal(HandshakeResult.Refused, result);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        if (status == 426) Assert.Contains("\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n", answer, StringComparison.Ordinal);
        if (status == 405) Assert.Contains("\r\nAllow: GET\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void a_subprotocol_that_must_be_asked_for_is_missed()
    {
        using var handshake = new WebSocketHandshake(WebSocketLines.Spoken with { IsRequired = true });
        var answer = new ArrayBufferWriter<byte>();
        Assert.Equal(HandshakeResult.Refused, handshake.Read(Encoding.ASCII.GetBytes(Good), out _, answer));
        Assert.StartsWith("HTTP/1.1 400 ", Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void a_request_without_end_is_refused_at_the_limit()
    {
        var answer = new ArrayBufferWriter<byte>();
        using var handshake = new WebSocketHandshake(WebSocketLines.Spoken);
        var bytes = Encoding.ASCII.GetBytes("GET /" + new string('a', WebSocketHandshake.RequestMax));
        Assert.Equal(HandshakeResult.Incomplete, handshake.Read(bytes.AsSpan(0, WebSocketHandshake.RequestMax - 1), out _, answer));
        Assert.Equal(HandshakeResult.Refused, handshake.Read(bytes.AsSpan(WebSocketHandshake.RequestMax - 1), out _, answer));
        Assert.StartsWith("HTTP/1.1 431 ", Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void random_requests_never_do_harm()
    {
        var random = new Random(30);
        var good = Encoding.ASCII.GetBytes(Good);
        var ends = new int[3];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var changes = random.Next(5); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            using var handshake = new WebSocketHandshake(WebSocketLines.Spoken);
            var result = handshake.Read(bytes, out var consumed, new ArrayBufferWriter<byte>());
            Assert.InRange(consumed, 1, bytes.Length);
            ends[(int)result]++;
        }

        Assert.All(ends, n => Assert.True(n > 50, $"{n} of an end: the fuzz tests too little"));
    }

    private static (HandshakeResult Result, string Answer, WebSocketHandshake Handshake) Read(string request)
    {
        var answer = new ArrayBufferWriter<byte>();
        var handshake = new WebSocketHandshake(WebSocketLines.Spoken);
        return (handshake.Read(Encoding.ASCII.GetBytes(request), out _, answer), Text(answer), handshake);
    }

    private static string Text(ArrayBufferWriter<byte> answer) => Encoding.ASCII.GetString(answer.WrittenSpan);
}
