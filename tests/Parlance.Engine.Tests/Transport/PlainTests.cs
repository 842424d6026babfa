using System.Net;
using System.Net.Sockets;
using Parlance.Engine.Transport;
using Parlance.Engine.Transport.Epoll;
using Parlance.Engine.Transport.Portable;

namespace Parlance.Engine.Tests.Transport;

/// <summary>What both transports do with plain connections.</summary>
public abstract class PlainTests(Func<TransportOptions?, ITransport> make)
{
    protected Rig New(TransportOptions? options = null) => new(make(options));

    [Fact]
    public void what_is_said_comes_back()
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen());
        client.Send("tea at four\r\n"u8);
        Assert.Equal("tea at four\r\n"u8.ToArray(), Rig.ReadExactly(new NetworkStream(client), 13));
        var peer = rig.Do(() => rig.Heard.All[0].Peer);
        Assert.Equal(client.LocalEndPoint, new IPEndPoint(peer.Address, peer.Port));
        Assert.False(peer.Secure);
        Assert.Empty(rig.Heard.Broken);
    }

    [Fact]
    public void ipv6_is_heard_and_mapped_addresses_are_ipv4()
    {
        using var rig = New();
        var all = rig.Listen(Rig.Plain with { Address = IPAddress.IPv6Any });
        using var six = Rig.Connect(new IPEndPoint(IPAddress.IPv6Loopback, all.Port));
        rig.Until(h => h.All.Count == 1, "the IPv6 client");
        using var four = Rig.Connect(new IPEndPoint(IPAddress.Loopback, all.Port));
        rig.Until(h => h.All.Count == 2, "the IPv4 client");
        Assert.Equal([IPAddress.IPv6Loopback, IPAddress.Loopback], rig.Heard.All.Select(l => l.Peer.Address));
    }

    [Fact]
    public void a_slow_reader_gets_every_byte_in_order()
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen());
        var sent = new byte[8 << 20];
        new Random(1).NextBytes(sent);
        rig.Until(h => h.All.Count == 1, "the client");
        rig.Do(() =>
        {
            rig.Heard.All[0].Outbox.Write(sent);
            rig.Heard.Flush(rig.Heard.All[0]);
        });
        Assert.Equal(sent, Rig.ReadExactly(new NetworkStream(client), sent.Length));
        Assert.True(rig.Heard.All[0].Partial > 0, "no send was partial: the test tests nothing");
        Assert.Equal(rig.Heard.All[0].Partial, rig.Heard.All[0].Writables);
    }

    [Fact]
    public async Task a_flood_is_echoed_whole()
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen());
        var stream = new NetworkStream(client);
        var sent = new byte[4 << 20];
        new Random(2).NextBytes(sent);
        var writing = Task.Run(() => stream.Write(sent), TestContext.Current.CancellationToken);
        Assert.Equal(sent, await Task.Run(() => Rig.ReadExactly(stream, sent.Length), TestContext.Current.CancellationToken));
        await writing;
    }

    [Fact]
    public void five_hundred_connections_are_told_apart_and_their_ids_are_used_again()
    {
        using var rig = New();
        var to = rig.Listen();
        for (var round = 0; round < 2; round++)
        {
            var clients = Enumerable.Range(0, 500).Select(_ => Rig.Connect(to)).ToArray();
            for (var i = 0; i < clients.Length; i++) clients[i].Send(BitConverter.GetBytes(i));
            for (var i = 0; i < clients.Length; i++) Assert.Equal(BitConverter.GetBytes(i), Rig.ReadExactly(new NetworkStream(clients[i]), 4));
            foreach (var client in clients) client.Dispose();
            rig.Until(h => h.Open.Count == 0, "all gone");
        }

        Assert.Equal(1000, rig.Heard.All.Count);
        Assert.All(rig.Heard.All, l => Assert.Equal(CloseReason.EndOfStream, l.Closed));
        Assert.True(rig.Heard.All.Max(l => l.Id) < 600, "ids are not dense");
        Assert.Empty(rig.Heard.Broken);
    }

    [Fact]
    public void a_reset_is_told_once()
    {
        using var rig = New();
        var client = Rig.Connect(rig.Listen());
        client.Send("half a li"u8);
        rig.Until(h => h.All is [{ Received: 9 }], "the bytes");
        client.Close(0);   // LINGER 0: RST
        rig.Until(h => h.All[0].Closed is not null, "closed");
        Assert.Equal(CloseReason.Reset, rig.Heard.All[0].Closed);
        Assert.Equal(-1, rig.Do(() => rig.Transport.Send(rig.Heard.All[0].Id, "x"u8)));
        Assert.Empty(rig.Heard.Broken);
    }

    [Fact]
    public void who_stops_sending_is_heard_to_the_end_and_gets_what_was_answered()
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen());
        var stream = new NetworkStream(client);
        client.Send("QUIT\r\n"u8);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("QUIT\r\n"u8.ToArray(), Rig.ReadExactly(stream, 6));
        Assert.Equal(-1, stream.ReadByte());
        rig.Until(h => h.All[0].Closed is not null, "closed");
        Assert.Equal(CloseReason.EndOfStream, rig.Heard.All[0].Closed);
    }

    [Fact]
    public void what_was_said_before_going_is_heard_although_sending_fails()
    {
        using var rig = New();
        var client = Rig.Connect(rig.Listen());
        rig.Until(h => h.All.Count == 1, "the client");
        rig.Do(() =>
        {
            client.Send("QUIT :tea\r\n"u8);
            client.Close();
            // The first is answered by a reset, the second may then fail; the loop hears of all that only afterwards.
            rig.Transport.Send(rig.Heard.All[0].Id, "a"u8);
            rig.Transport.Send(rig.Heard.All[0].Id, "b"u8);
        });
        rig.Until(h => h.All[0].Closed is not null, "closed");
        Assert.Equal(11, rig.Heard.All[0].Received);
        Assert.Empty(rig.Heard.Broken);
    }

    [Fact]
    public void reading_stops_and_goes_on()
    {
        using var rig = New();
        using var client = Rig.Connect(rig.Listen());
        rig.Until(h => h.All.Count == 1, "the client");
        rig.Do(() => rig.Transport.SetReading(0, false));
        client.Send("one"u8);
        using var other = Rig.Connect(rig.Transport.Bound[0]);
        other.Send("two"u8);
        Assert.Equal("two"u8.ToArray(), Rig.ReadExactly(new NetworkStream(other), 3));
        Assert.Equal(0, rig.Do(() => rig.Heard.All[0].Received));
        rig.Do(() => rig.Transport.SetReading(0, true));
        Assert.Equal("one"u8.ToArray(), Rig.ReadExactly(new NetworkStream(client), 3));
    }

    [Fact]
    public void a_closed_connection_gives_its_last_words_although_it_is_flooding()
    {
        using var rig = New();
        var client = Rig.Connect(rig.Listen());
        rig.Heard.OnReceived = (line, _) =>
        {
            rig.Transport.SetReading(line.Id, false);
            rig.Heard.Open.Remove(line.Id);
            client.Send(new byte[30_000]);
            rig.Transport.Send(line.Id, "ERROR :flood\r\n"u8);
            rig.Transport.Close(line.Id);
        };
        client.Send("x"u8);
        var stream = new NetworkStream(client);
        Assert.Equal("ERROR :flood\r\n"u8.ToArray(), Rig.ReadExactly(stream, 14));
        Assert.Equal(-1, stream.ReadByte());
        rig.Do(() => rig.Transport.Close(0));   // again: nothing happens
        Assert.Empty(rig.Heard.Broken);
    }

    [Fact]
    public async Task a_wait_ends_from_any_thread_and_never_later()
    {
        using var rig = New();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => { for (var i = 0; i < 500; i++) rig.Do(() => { }); })));
    }

    [Fact]
    public void a_drain_closes_listeners_and_keeps_connections()
    {
        using var rig = New();
        var to = rig.Listen();
        using var client = Rig.Connect(to);
        rig.Until(h => h.All.Count == 1, "the client");
        rig.Do(rig.Transport.StopListening);
        Assert.Throws<SocketException>(() => Rig.Connect(to));
        client.Send("still"u8);
        Assert.Equal("still"u8.ToArray(), Rig.ReadExactly(new NetworkStream(client), 5));
    }

    [Fact]
    public void a_port_in_use_is_refused_by_name()
    {
        using var rig = New();
        var taken = rig.Listen();
        var refusal = Assert.Throws<ListenException>(() => rig.Listen(Rig.Plain with { Port = taken.Port }));
        Assert.Contains($"irc on {taken}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_foreign_address_is_refused_by_name()
    {
        using var rig = New();
        var refusal = Assert.Throws<ListenException>(() => rig.Listen(Rig.Plain with { Address = IPAddress.Parse("192.0.2.1") }));
        Assert.Contains("192.0.2.1:0: not an address of this machine", refusal.Message, StringComparison.Ordinal);
    }
}

public sealed class EpollPlainTests() : PlainTests(o => new EpollTransport(o));

public sealed class PortablePlainTests() : PlainTests(o => new PortableTransport(o));
