using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Parlance.Engine.Tests.Transport;
using Parlance.Engine.Transport;
using Parlance.Engine.Transport.Epoll;
using Parlance.Engine.Transport.Portable;

namespace Parlance.Engine.Tests.TransportTls;

/// <summary>What both transports do under TLS.</summary>
public abstract class TlsTests(Func<TransportOptions?, ITransport> make) : IDisposable
{
    private readonly Certificates _certificates = new();

    protected Rig New(TransportOptions? options = null) => new(make(options));

    [Theory, InlineData(SslProtocols.Tls12), InlineData(SslProtocols.Tls13)]
    public void what_is_said_under_tls_comes_back(SslProtocols protocol)
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen(_certificates.Listener));
        using var stream = Certificates.Secure(client, protocol);
        stream.Write("tea at four\r\n"u8);
        Assert.Equal("tea at four\r\n"u8.ToArray(), Rig.ReadExactly(stream, 13));
        var peer = rig.Heard.All[0].Peer;
        Assert.True(peer.Secure);
        Assert.Null(peer.CertificateFingerprint);
        Assert.StartsWith(protocol == SslProtocols.Tls12 ? "TLSv1.2 " : "TLSv1.3 TLS_", peer.TlsDescription, StringComparison.Ordinal);
        Assert.Equal(_certificates.Fingerprint, stream.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());
    }

    [Fact]
    public void a_slow_reader_under_tls_gets_every_byte_in_order()
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen(_certificates.Listener));
        using var stream = Certificates.Secure(client);
        var sent = new byte[8 << 20];
        new Random(3).NextBytes(sent);
        rig.Until(h => h.All.Count == 1, "the client");
        rig.Do(() =>
        {
            rig.Heard.All[0].Outbox.Write(sent);
            rig.Heard.Flush(rig.Heard.All[0]);
        });
        Assert.Equal(sent, Rig.ReadExactly(stream, sent.Length));
        Assert.True(rig.Heard.All[0].Partial > 0, "no send was partial: the test tests nothing");
    }

    [Theory, InlineData(SslProtocols.Tls12), InlineData(SslProtocols.Tls13)]
    public async Task a_flood_under_tls_is_echoed_whole(SslProtocols protocol)
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen(_certificates.Listener));
        using var stream = Certificates.Secure(client, protocol);
        var sent = new byte[4 << 20];
        new Random(4).NextBytes(sent);
        var writing = Task.Run(() => { for (var at = 0; at < sent.Length; at += 1000) stream.Write(sent.AsSpan(at, Math.Min(1000, sent.Length - at))); });
        Assert.Equal(sent, await Task.Run(() => Rig.ReadExactly(stream, sent.Length)));
        await writing;
    }

    [Fact]
    public void reading_under_tls_stops_and_goes_on_without_new_bytes()
    {
        using var rig = New(new TransportOptions { ReadPerRoundMax = 1024 });
        using var client = Rig.Connect(rig.Listen(_certificates.Listener));
        rig.Heard.OnReceived = (line, _) => rig.Transport.SetReading(line.Id, false);
        using var stream = Certificates.Secure(client);
        stream.Write(new byte[10_000]);
        for (var expected = 1024; expected < 10_000; expected += 1024)
        {
            rig.Until(h => h.All is [{ } line] && line.Received >= expected, $"{expected} bytes");
            Assert.Equal(expected, rig.Do(() => rig.Heard.All[0].Received));
            rig.Do(() => rig.Transport.SetReading(rig.Heard.All[0].Id, true));
        }

        rig.Until(h => h.All[0].Received == 10_000, "the last bytes");
    }

    [Theory, InlineData(SslProtocols.Tls12), InlineData(SslProtocols.Tls13)]
    public void a_client_certificate_is_known_by_its_fingerprint_and_by_nothing_else(SslProtocols protocol)
    {
        using var rig = New();
        using var own = Certificates.OfClient(until: DateTimeOffset.UtcNow.AddDays(-1));   // even an ended one: the account says whether it counts
        using var client = Rig.Connect(rig.Listen(_certificates.Listener));
        using var stream = Certificates.Secure(client, protocol, own);
        stream.Write("x"u8);
        rig.Until(h => h.All is [{ Received: 1 }], "the byte");
        Assert.Equal(own.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), rig.Heard.All[0].Peer.CertificateFingerprint);
    }

    [Fact]
    public void starttls_secures_an_open_connection()
    {
        using var rig = New();
        rig.Heard.OnReceived = (line, bytes) =>
        {
            if (line.Secured is null)
            {
                rig.Transport.Send(line.Id, "go\r\n"u8);
                rig.Transport.StartTls(line.Id);
            }
            else rig.Transport.Send(line.Id, bytes);
        };
        using var client = Rig.Connect(rig.Listen(_certificates.Listener with { Tls = false }));
        client.Send("STARTTLS\r\n"u8);
        Assert.Equal("go\r\n"u8.ToArray(), Rig.ReadExactly(new NetworkStream(client), 4));
        using var stream = Certificates.Secure(client);
        stream.Write("secret"u8);
        Assert.Equal("secret"u8.ToArray(), Rig.ReadExactly(stream, 6));
        Assert.False(rig.Heard.All[0].Peer.Secure);
        Assert.True(rig.Heard.All[0].Secured!.Value.Secure);
        Assert.Empty(rig.Heard.Broken);
    }

    [Fact]
    public void what_is_sent_during_a_starttls_handshake_comes_after_it()
    {
        using var rig = New();
        rig.Heard.OnReceived = (line, _) =>
        {
            rig.Transport.StartTls(line.Id);
            line.Outbox.Write("later"u8);
            rig.Heard.Flush(line);
        };
        using var client = Rig.Connect(rig.Listen(_certificates.Listener with { Tls = false }));
        client.Send("STARTTLS\r\n"u8);
        rig.Until(h => h.All is [{ Partial: 1 }], "the send is not taken yet");
        using var stream = Certificates.Secure(client);
        Assert.Equal("later"u8.ToArray(), Rig.ReadExactly(stream, 5));
    }

    [Fact]
    public void plain_text_after_starttls_is_never_heard()
    {
        using var rig = New();
        rig.Heard.OnReceived = (line, _) => rig.Transport.StartTls(line.Id);
        using var client = Rig.Connect(rig.Listen(_certificates.Listener with { Tls = false }));
        client.Send("STARTTLS\r\n"u8);
        rig.Until(h => h.All is [{ Received: 10 }], "the request");
        client.Send("NICK eve\r\n"u8);
        rig.Until(h => h.All[0].Closed is not null, "closed");
        Assert.Equal(CloseReason.TlsFailed, rig.Heard.All[0].Closed);
        Assert.Equal(10, rig.Heard.All[0].Received);
    }

    [Fact]
    public void starttls_without_a_certificate_ends_the_connection()
    {
        using var rig = New();
        rig.Heard.OnReceived = (line, _) => rig.Transport.StartTls(line.Id);
        using var client = Rig.Connect(rig.Listen());
        client.Send("STARTTLS\r\n"u8);
        rig.Until(h => h.All is [{ Closed: CloseReason.TlsFailed }], "closed");
    }

    [Fact]
    public void a_connection_closed_by_us_during_its_handshake_is_gone_for_both()
    {
        using var rig = New();
        rig.Heard.OnReceived = (line, _) => rig.Transport.StartTls(line.Id);
        using var client = Rig.Connect(rig.Listen(_certificates.Listener with { Tls = false }));
        client.Send("STARTTLS\r\n"u8);
        rig.Until(h => h.All is [{ Received: 10 }], "the request");
        rig.Do(() => rig.Heard.Close(rig.Heard.All[0]));
        Assert.Equal(0, client.Receive(new byte[1]));
        Assert.Empty(rig.Heard.Broken);
    }

    [Fact]
    public void plain_text_on_a_tls_port_is_refused()
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen(_certificates.Listener));
        client.Send("NICK ana\r\nUSER ana 0 * :Ana\r\n"u8);
        rig.Until(h => h.Refusals is [(_, CloseReason.TlsFailed)], "refused");
        Assert.Empty(rig.Heard.All);
    }

    [Fact]
    public void a_hundred_stalled_handshakes_hold_nobody_up_and_end_in_time()
    {
        using var rig = New(new TransportOptions { HandshakeTimeout = TimeSpan.FromSeconds(2) });
        var to = rig.Listen(_certificates.Listener);
        var stalled = Enumerable.Range(0, 100).Select(_ => Rig.Connect(to)).ToArray();
        foreach (var half in stalled.Take(50)) half.Send([0x16, 3, 1, 2]);   // the start of a record
        using var client = Rig.Connect(to);
        using var stream = Certificates.Secure(client);
        stream.Write("x"u8);
        Assert.Equal("x"u8.ToArray(), Rig.ReadExactly(stream, 1));
        rig.Until(h => h.Refusals.Count == 100, "all given up");
        Assert.All(stalled, s => Assert.Equal(0, ReadOrReset(s)));
        Assert.Single(rig.Heard.Open);
        foreach (var socket in stalled) socket.Dispose();
    }

    [Fact]
    public void the_oldest_handshake_gives_way_to_the_newest()
    {
        using var rig = New(new TransportOptions { HandshakesMax = 10 });
        var to = rig.Listen(_certificates.Listener);
        var stalled = Enumerable.Range(0, 25).Select(_ => Rig.Connect(to)).ToArray();
        rig.Until(h => h.Refusals.Count >= 15, "the oldest given up");
        using var client = Rig.Connect(to);
        using var stream = Certificates.Secure(client);
        stream.Write("x"u8);
        Assert.Equal("x"u8.ToArray(), Rig.ReadExactly(stream, 1));
        foreach (var socket in stalled) socket.Dispose();
    }

    [Fact]
    public void a_client_that_leaves_without_close_notify_has_left_in_order()
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen(_certificates.Listener));
        using var stream = Certificates.Secure(client);
        stream.Write("QUIT\r\n"u8);
        client.Shutdown(SocketShutdown.Send);
        rig.Until(h => h.All is [{ Closed: not null }], "closed");
        Assert.Equal((6L, CloseReason.EndOfStream), (rig.Heard.All[0].Received, rig.Heard.All[0].Closed!.Value));
    }

    [Fact]
    public void who_is_closed_gets_the_last_words_and_the_end()
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen(_certificates.Listener));
        using var stream = Certificates.Secure(client);
        rig.Heard.OnReceived = (line, _) =>
        {
            rig.Transport.Send(line.Id, "ERROR :bye\r\n"u8);
            rig.Heard.Close(line);
        };
        stream.Write("QUIT\r\n"u8);
        Assert.Equal("ERROR :bye\r\n"u8.ToArray(), Rig.ReadExactly(stream, 12));
        Assert.Equal(0, stream.Read(new byte[10]));   // close_notify: no exception
    }

    public void Dispose()
    {
        _certificates.Dispose();
        GC.SuppressFinalize(this);
    }

    private static int ReadOrReset(Socket socket)
    {
        try { return socket.Receive(new byte[100]) > 0 ? socket.Receive(new byte[100]) : 0; }
        catch (SocketException) { return 0; }
    }
}

public sealed class EpollTlsTests() : TlsTests(o => new EpollTransport(o));

public sealed class PortableTlsTests() : TlsTests(o => new PortableTransport(o));
