using System.Net.WebSockets;
using System.Text;
using Parlance.Live;

namespace Parlance.Scenes.FrontDoor;

/// <summary>XMPP over WebSocket (RFC 7395): an element a message.</summary>
public sealed class XmppWebSocketTests(Server server) : IClassFixture<Server>
{
    private const string Opening = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.test' version='1.0'/>";

    private static CancellationToken Soon => new CancellationTokenSource(WireClient.Patience).Token;

    private async Task<ClientWebSocket> Connect()
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        await socket.ConnectAsync(new($"ws://127.0.0.1:{server.Live.XmppWebSocketPort}/"), Soon);
        return socket;
    }

    private static async Task Say(ClientWebSocket socket, string xml, WebSocketMessageType type = WebSocketMessageType.Text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(xml), type, endOfMessage: true, Soon);

    /// <summary>The next message; of a close, its code.</summary>
    private static async Task<string> Hear(ClientWebSocket socket)
    {
        var buffer = new byte[16 << 10];
        var heard = await socket.ReceiveAsync(buffer, Soon);
        Assert.True(heard.EndOfMessage);
        return heard.MessageType == WebSocketMessageType.Close ? $"closed {(int?)heard.CloseStatus}" : Encoding.UTF8.GetString(buffer, 0, heard.Count);
    }

    [Fact]
    public async Task a_guest_logs_in_and_every_message_declares_what_it_needs()
    {
        using var client = await Connect();
        Assert.Equal("xmpp", client.SubProtocol);
        await Say(client, Opening);
        Assert.Matches("^<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='[0-9a-f]+' from='example.test' version='1.0' xml:lang='en'/>$", await Hear(client));
        Assert.StartsWith("<stream:features xmlns:stream='http://etherx.jabber.org/streams'><mechanisms ", await Hear(client));
        await Say(client, "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
        Assert.Equal("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", await Hear(client));
        await Say(client, Opening);
        Assert.StartsWith("<open ", await Hear(client));
        Assert.Contains("<bind ", await Hear(client));
        await Say(client, "<iq xmlns='jabber:client' type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        Assert.StartsWith("<iq xmlns='jabber:client' to='", await Hear(client));
        await Say(client, "<iq xmlns='jabber:client' type='get' id='p'>\n<ping xmlns='urn:xmpp:ping'/>\n</iq>");
        Assert.Matches("^<iq xmlns='jabber:client' to='[^']+' id='p' type='result'/>$", await Hear(client));
        await Say(client, "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
        Assert.Equal("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>", await Hear(client));
        Assert.Equal("closed 1000", await Hear(client));
    }

    [Theory]
    [InlineData("<iq xmlns='jabber:client' type='get' id='1'>", "not-well-formed")]
    [InlineData("<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>", "invalid-namespace")]
    [InlineData("</stream:stream>", "not-well-formed")]
    [InlineData("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='other.test' version='1.0'/>", "host-unknown")]
    public async Task what_is_wrong_is_a_stream_error_in_a_message(string xml, string error)
    {
        using var client = await Connect();
        await Say(client, Opening);
        await Hear(client);
        await Hear(client);
        await Say(client, xml);
        Assert.StartsWith($"<stream:error xmlns:stream='http://etherx.jabber.org/streams'><{error} ", await Hear(client));
        Assert.Equal("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>", await Hear(client));
        Assert.Equal("closed 1000", await Hear(client));
    }

    [Fact]
    public async Task a_stream_that_was_not_opened_takes_nothing()
    {
        using var client = await Connect();
        await Say(client, "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
        Assert.StartsWith("<open ", await Hear(client));
        Assert.Contains("<not-authorized ", await Hear(client));
    }

    [Fact]
    public async Task messages_of_bytes_are_refused()
    {
        using var client = await Connect();
        await Say(client, Opening, WebSocketMessageType.Binary);
        Assert.Equal("closed 1003", await Hear(client));
    }

    [Fact]
    public async Task another_subprotocol_is_refused()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("text.ircv3.net");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new($"ws://127.0.0.1:{server.Live.XmppWebSocketPort}/"), Soon));
    }
}
