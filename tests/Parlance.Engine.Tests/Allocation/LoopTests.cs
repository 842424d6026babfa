using System.Net;
using System.Net.Sockets;
using System.Text;
using Parlance.Domain;
using Parlance.Engine.Loop;
using Parlance.Engine.Transport;
using Parlance.Irc;

namespace Parlance.Engine.Tests.Allocation;

/// <summary>The same over sockets: transport, loop and node together.</summary>
public sealed class LoopTests
{
    private const int Messages = 1_000;

    [Fact]
    public async Task a_direct_message_over_sockets_allocates_less_than_a_byte()
    {
        var transport = Transports.Create();
        transport.Listen(new() { Dialect = "irc", Address = IPAddress.Loopback, Port = 0 });
        using var loop = new NodeLoop(transport, now => new(Gathering.Quiet, new NodeState(), 0, node => [new IrcDialect(node, new byte[32])], new byte[32], now), static _ => { });
        await loop.Start();
        using var ana = Connect(transport.Bound[0], "ana");
        using var ben = Connect(transport.Bound[0], "ben");
        Talk(ana, ben);

        var before = await Allocated(loop);
        Talk(ana, ben);
        var bytes = await Allocated(loop) - before;

        Assert.InRange(bytes, 0, Messages - 1);   // what asking costs is in it
        ana.Close();
        ben.Close();
        loop.Stop("over", TimeSpan.FromSeconds(5));
    }

    private static Task<long> Allocated(NodeLoop loop) => loop.Ask(_ => GC.GetAllocatedBytesForCurrentThread());

    private static void Talk(Socket from, Socket to)
    {
        var line = "PRIVMSG ben :tea at four\r\n"u8.ToArray();
        var heard = new byte[4096];
        for (var i = 0; i < Messages; i++)
        {
            from.Send(line);
            Until(to, heard, "tea at four\r\n"u8);
        }
    }

    private static Socket Connect(IPEndPoint to, string nick)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 20_000 };
        socket.Connect(to);
        socket.Send(Encoding.UTF8.GetBytes($"NICK {nick}\r\nUSER {nick} 0 * :Somebody\r\n"));
        Until(socket, new byte[16 << 10], Encoding.UTF8.GetBytes($" MODE {nick} "));
        return socket;
    }

    private static void Until(Socket socket, byte[] buffer, ReadOnlySpan<byte> words)
    {
        for (var length = 0; buffer.AsSpan(0, length).IndexOf(words) < 0;)
        {
            var received = socket.Receive(buffer.AsSpan(length));
            Assert.NotEqual(0, received);
            length += received;
        }
    }
}
