using System.Net;
using System.Net.Sockets;
using System.Text;
using Parlance.Live;

namespace Parlance.Scenes.FrontDoor;

/// <summary>A socket that says any bytes and reads lines, for what no client would send.</summary>
public sealed class RawClient : IDisposable
{
    private readonly TcpClient _socket = new() { NoDelay = true };
    private readonly List<byte> _rest = [];
    private NetworkStream? _stream;
    private int _fences;

    public static async Task<RawClient> Connect(int port)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, port);
        client._stream = client._socket.GetStream();
        return client;
    }

    public static async Task<RawClient> Register(int port, string nick, string caps = "")
    {
        var client = await Connect(port);
        await client.Say((caps.Length > 0 ? $"CAP REQ :{caps}\r\n" : "") + $"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n" + (caps.Length > 0 ? "CAP END\r\n" : ""));
        await client.Fence();
        return client;
    }

    public Task Say(string text) => Say(Encoding.UTF8.GetBytes(text));

    /// <summary>A server that has heard enough may close while we are still talking.</summary>
    public async Task Say(byte[] bytes)
    {
        try
        {
            await _stream!.WriteAsync(bytes);
        }
        catch (IOException)
        {
        }
    }

    /// <summary>The next line; null: the connection is closed.</summary>
    public async Task<string?> Next() => await Take(rest => rest.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : 0) is { } line ? Encoding.UTF8.GetString(line).TrimEnd('\r', '\n') : null;

    /// <summary>So many bytes; null: the connection is closed before them.</summary>
    public Task<byte[]?> Next(int length) => Take(rest => rest.Count >= length ? length : 0);

    /// <summary>All lines until the server has acted on what was said so far, without tags and source.</summary>
    public async Task<List<string>> Fence()
    {
        var token = $"fence{++_fences}";
        await Say($"PING {token}\r\n");
        return await Until(line => line.EndsWith(token, StringComparison.Ordinal));
    }

    /// <summary>All lines before the one that fits.</summary>
    public async Task<List<string>> Until(Func<string, bool> fits)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await Next() ?? throw new IOException($"The server closed the connection after: {string.Join(" | ", lines)}");
            if (fits(line)) return lines;
            lines.Add(IrcText.Bare(line));
        }
    }

    /// <summary>All lines until the server closes.</summary>
    public async Task<List<string>> ToEnd()
    {
        var lines = new List<string>();
        while (await Next() is { } line) lines.Add(IrcText.Bare(line));
        return lines;
    }

    /// <summary>The sending half is closed; the rest can still be read.</summary>
    public void HangUp() => _socket.Client.Shutdown(SocketShutdown.Send);

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]?> Take(Func<List<byte>, int> ready)
    {
        using var limit = new CancellationTokenSource(WireClient.Patience);
        var buffer = new byte[16 << 10];
        int length;
        while ((length = ready(_rest)) == 0)
        {
            int read;
            try
            {
                read = await _stream!.ReadAsync(buffer, limit.Token);
            }
            catch (IOException)
            {
                return null;
            }

            if (read == 0) return null;
            _rest.AddRange(buffer.AsSpan(0, read));
        }

        var taken = _rest[..length].ToArray();
        _rest.RemoveRange(0, length);
        return taken;
    }
}
