using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Parlance.Config.Tests.Process;

/// <summary>As much of an IRC server as the load generator needs: log-in, rooms, messages, everything in one loop and so in order.</summary>
internal sealed class EchoIrcServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<(StreamWriter From, string Line)> _lines = Channel.CreateUnbounded<(StreamWriter, string)>();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Task _accepting, _serving;

    public EchoIrcServer()
    {
        _listener.Start();
        _accepting = Accept();
        _serving = Serve();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _lines.Writer.TryComplete();
        await _accepting;
        await _serving;
        foreach (var client in _clients) client.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _ = Read(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Read(TcpClient client)
    {
        var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
        try
        {
            using var reader = new StreamReader(client.GetStream());
            while (await reader.ReadLineAsync() is { } line) _lines.Writer.TryWrite((writer, line));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
        }
    }

    private async Task Serve()
    {
        var nicks = new Dictionary<StreamWriter, string>();
        var audience = new Dictionary<string, List<StreamWriter>>();
        await foreach (var (from, line) in _lines.Reader.ReadAllAsync())
        {
            var words = line.Split(' ', 3);
            var replies = words[0] switch
            {
                "NICK" => Named(words[1]),
                "USER" => [(from, $":s 001 {nicks[from]} :hello")],
                "JOIN" => Joined(words[1]),
                "PRIVMSG" => [.. audience[words[1]].Where(to => to != from).Select(to => (to, $":{nicks[from]}!u@h {line}"))],
                _ => [],
            };
            foreach (var (to, text) in replies)
                try
                {
                    await to.WriteLineAsync(text);
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException)
                {
                }

            (StreamWriter, string)[] Named(string nick)
            {
                nicks[from] = nick;
                audience[nick] = [from];
                return [];
            }

            (StreamWriter, string)[] Joined(string room)
            {
                (audience.TryGetValue(room, out var members) ? members : audience[room] = []).Add(from);
                return [(from, $":s 366 {nicks[from]} {room} :end")];
            }
        }
    }
}
