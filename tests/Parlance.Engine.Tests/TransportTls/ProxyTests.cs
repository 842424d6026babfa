using System.Net;
using System.Net.Sockets;
using System.Text;
using Parlance.Engine.Tests.Transport;
using Parlance.Engine.Transport;
using Parlance.Engine.Transport.Epoll;
using Parlance.Engine.Transport.Portable;

namespace Parlance.Engine.Tests.TransportTls;

/// <summary>What both transports do behind a proxy.</summary>
public abstract class ProxyTests(Func<TransportOptions?, ITransport> make)
{
    private static readonly Listener s_behind = Rig.Plain with { ProxyProtocol = true, TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] };
    private static readonly byte[] s_line = "PROXY TCP4 203.0.113.7 192.0.2.1 56324 443\r\n"u8.ToArray();
    private static readonly byte[] s_binary = ProxyHeaderTests.Binary(0x21, 0x11, [203, 0, 113, 7, 192, 0, 2, 1, 0xdc, 0x04, 1, 187]);
    private static readonly IPEndPoint s_client = IPEndPoint.Parse("203.0.113.7:56324");

    private Rig New(TransportOptions? options = null) => new(make(options));

    [Theory, InlineData(false), InlineData(true)]
    public void the_client_s_address_is_the_proxy_s_word_and_no_byte_is_lost(bool binary)
    {
        using var rig = New();
        using var proxy = Rig.Connect(rig.Listen(s_behind));
        proxy.Send([.. binary ? s_binary : s_line, .. "NICK ana\r\n"u8]);
        Assert.Equal("NICK ana\r\n"u8.ToArray(), Rig.ReadExactly(new NetworkStream(proxy), 10));
        Assert.Equal(s_client, new IPEndPoint(rig.Heard.All[0].Peer.Address, rig.Heard.All[0].Peer.Port));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void a_header_in_pieces_is_read(bool binary)
    {
        using var rig = New();
        using var proxy = Rig.Connect(rig.Listen(s_behind));
        foreach (var piece in (binary ? s_binary : s_line).Chunk(5))
        {
            proxy.Send(piece);
            rig.Do(() => { });   // a round between the pieces
        }

        rig.Until(h => h.All.Count == 1, "opened");
        Assert.Equal(s_client.Address, rig.Heard.All[0].Peer.Address);
    }

    [Fact]
    public void tls_begins_right_behind_the_header()
    {
        using var certificates = new Certificates();
        using var rig = New();
        using var proxy = Rig.Connect(rig.Listen(s_behind with { Tls = true, Certificate = certificates.Certificate, Key = certificates.Key }));
        proxy.Send(s_binary);
        using var stream = Certificates.Secure(proxy);
        stream.Write("tea"u8);
        Assert.Equal("tea"u8.ToArray(), Rig.ReadExactly(stream, 3));
        Assert.Equal(s_client.Address, rig.Heard.All[0].Peer.Address);
        Assert.True(rig.Heard.All[0].Peer.Secure);
    }

    [Fact]
    public void a_proxy_that_speaks_for_itself_has_its_own_address()
    {
        using var rig = New();
        using var proxy = Rig.Connect(rig.Listen(s_behind));
        proxy.Send(ProxyHeaderTests.Binary(0x20, 0, []));
        rig.Until(h => h.All.Count == 1, "opened");
        Assert.Equal(proxy.LocalEndPoint, new IPEndPoint(rig.Heard.All[0].Peer.Address, rig.Heard.All[0].Peer.Port));
    }

    [Theory]
    [InlineData("NICK ana\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7\r\n")]
    [InlineData("")]
    public void without_a_right_header_there_is_no_connection(string said)
    {
        using var rig = New();
        using var proxy = Rig.Connect(rig.Listen(s_behind));
        proxy.Send(Encoding.ASCII.GetBytes(said));
        if (said.Length == 0) proxy.Shutdown(SocketShutdown.Send);
        rig.Until(h => h.Refusals is [(_, CloseReason.ProxyHeader)], "refused");
        Assert.Empty(rig.Heard.All);
    }

    [Fact]
    public void who_is_not_trusted_is_closed_and_the_operator_is_told()
    {
        var notices = new List<string>();
        using var rig = New(new TransportOptions { Notice = notices.Add });
        using var eve = Rig.Connect(rig.Listen(s_behind with { TrustedProxies = [IPNetwork.Parse("10.0.0.0/8")] }));
        rig.Until(h => h.Refusals is [(_, CloseReason.ProxyHeader)], "refused");
        rig.Do(() => { });
        Assert.Contains("127.0.0.1 is not in trusted_proxies", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void a_header_that_never_comes_ends_in_time_and_holds_nobody_up()
    {
        using var rig = New(new TransportOptions { ProxyHeaderTimeout = TimeSpan.FromSeconds(1) });
        var to = rig.Listen(s_behind);
        var stalled = Enumerable.Range(0, 20).Select(_ => Rig.Connect(to)).ToArray();
        foreach (var half in stalled.Take(10)) half.Send("PROXY TC"u8);
        using var proxy = Rig.Connect(to);
        proxy.Send([.. s_line, (byte)'x']);
        Assert.Equal("x"u8.ToArray(), Rig.ReadExactly(new NetworkStream(proxy), 1));
        rig.Until(h => h.Refusals.Count == 20, "all given up");
        Assert.Single(rig.Heard.Open);
        foreach (var socket in stalled) socket.Dispose();
    }
}

public sealed class EpollProxyTests() : ProxyTests(o => new EpollTransport(o));

public sealed class PortableProxyTests() : ProxyTests(o => new PortableTransport(o));
