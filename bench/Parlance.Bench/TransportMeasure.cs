using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Parlance.Engine.Tls;
using Parlance.Engine.Transport;
using Parlance.Engine.Transport.Epoll;

namespace Parlance.Bench;

/// <summary>
/// The transport by itself. Budgets: no byte allocated per echo; at most 200 B managed for an idle plain connection, 18 KB in all for one under TLS.
/// </summary>
public sealed class TransportMeasure : ITransportSink
{
    private readonly EpollTransport _transport = new();
    private readonly List<int> _opened = [];

    public static void Run()
    {
        new TransportMeasure().Echo(rounds: 50_000);
        new TransportMeasure().Idle(connections: 1_000);
        new TransportMeasure().IdleTls(connections: 1_000);
    }

    public void Opened(int connection, in Peer peer) => _opened.Add(connection);
    public void Received(int connection, ReadOnlySpan<byte> bytes) => _transport.Send(connection, bytes);
    public void Writable(int connection) { }
    public void Secured(int connection, in Peer peer) { }
    public void Closed(int connection, CloseReason reason) { }

    private void Echo(int rounds)
    {
        using var client = Connect(Listen(Plain));
        Until(1);
        var bytes = "PRIVMSG #lobby :tea at four\r\n"u8.ToArray();
        var back = new byte[bytes.Length];
        var (allocated, since) = (0L, 0L);
        for (var i = -1_000; i < rounds; i++)
        {
            if (i == 0) (allocated, since) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            client.Send(bytes);
            _transport.Poll(1000, this);
            client.Receive(back);
        }

        var (elapsed, garbage) = (Stopwatch.GetElapsedTime(since), GC.GetAllocatedBytesForCurrentThread() - allocated);
        Console.WriteLine($"echo: {elapsed.TotalMicroseconds / rounds:F1} us a round with its client, {garbage} B allocated in {rounds} rounds");
        _transport.Dispose();
    }

    private void Idle(int connections)
    {
        var to = Listen(Plain);
        var clients = new Socket[connections];
        for (var i = 0; i < connections; i++) clients[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        foreach (var client in clients.Take(100)) client.Connect(to);
        Until(100);   // warm
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var connecting = new Thread(() => { foreach (var client in clients.Skip(100)) client.Connect(to); });
        connecting.Start();
        Until(connections);
        Console.WriteLine($"idle plain: {(GC.GetAllocatedBytesForCurrentThread() - allocated) / (connections - 100)} B allocated on the loop a connection, its tables' growth included");
        foreach (var client in clients) client.Dispose();
        _transport.Dispose();
    }

    private void IdleTls(int connections)
    {
        var folder = Directory.CreateTempSubdirectory("parlance-bench").FullName;
        var (certificate, key, _) = SelfSigned.Ensure(folder, ["bench"]);
        var to = Listen(Plain with { Tls = true, Certificate = certificate, Key = key });

        // The clients are another process, so that their memory is not ours: this very program.
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["transport-clients", $"{to.Port}", $"{connections + 100}"]) { RedirectStandardInput = true };
        using var clients = Process.Start(start)!;
        Until(100);
        var (memory, since, ours) = (Resident(), Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        Until(connections + 100);
        var elapsed = Stopwatch.GetElapsedTime(since);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime - ours;
        Console.WriteLine($"tls: {connections / elapsed.TotalSeconds:F0} handshakes/s beside their clients, {cpu.TotalMicroseconds / connections:F0} us of our processor each; {(Resident() - memory) / connections} B resident an idle connection");
        clients.StandardInput.Close();
        clients.WaitForExit();
        _transport.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The other process of <see cref="IdleTls"/>: connects, then waits for its input's end.</summary>
    public static void Clients(int port, int count)
    {
        var streams = new List<SslStream>();
        for (var i = 0; i < count; i++)
        {
            var stream = new SslStream(new NetworkStream(Connect(new IPEndPoint(IPAddress.Loopback, port)), ownsSocket: true), false, (_, certificate, _, _) => certificate is not null);
            stream.AuthenticateAsClient("bench");
            streams.Add(stream);
        }

        Console.In.ReadToEnd();
        GC.KeepAlive(streams);
    }

    private static Listener Plain { get; } = new() { Dialect = "irc", Address = IPAddress.Loopback, Port = 0 };

    private IPEndPoint Listen(Listener listener)
    {
        _transport.Listen(listener);
        return _transport.Bound[^1];
    }

    private static Socket Connect(IPEndPoint to)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(to);
        return socket;
    }

    private void Until(int count)
    {
        while (_opened.Count < count) _transport.Poll(100, this);
    }

    private static long Resident()
    {
        GC.Collect();
        return long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}
