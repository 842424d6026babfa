using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Parlance.Live;

namespace Parlance.Scenes.FrontDoor;

/// <summary>A socket that says any XML and reads what comes, for what no client would send.</summary>
public sealed class XmppSocket : IDisposable
{
    public const string Header = "<?xml version='1.0'?><stream:stream to='example.test' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

    private readonly TcpClient _socket = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 << 10];
    private Stream _stream = Stream.Null;
    private string _heard = "";

    public static async Task<XmppSocket> Connect(int port)
    {
        var client = new XmppSocket();
        await client._socket.ConnectAsync(IPAddress.Loopback, port);
        client._stream = client._socket.GetStream();
        return client;
    }

    /// <summary>TLS from here on; any certificate will do.</summary>
    public async Task Secure()
    {
        var tls = new SslStream(_stream, false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("example.test");
        _stream = tls;
    }

    public async Task Say(string xml) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(xml));

    /// <summary>Says something and reads up to what ends the answer.</summary>
    public async Task<string> Ask(string xml, string end)
    {
        await Say(xml);
        return await Until(end);
    }

    /// <summary>Reads up to these words, and gives all with them.</summary>
    public async Task<string> Until(string end)
    {
        using var limit = new CancellationTokenSource(WireClient.Patience);
        int at;
        while ((at = _heard.IndexOf(end, StringComparison.Ordinal)) < 0)
            if (!await Read(limit.Token)) throw new IOException($"The server closed the connection; it had said {_heard}");
        var taken = _heard[..(at + end.Length)];
        _heard = _heard[(at + end.Length)..];
        return taken;
    }

    /// <summary>All that comes until the server closes.</summary>
    public async Task<string> ToEnd()
    {
        using var limit = new CancellationTokenSource(WireClient.Patience);
        while (await Read(limit.Token)) { }
        return _heard;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private async Task<bool> Read(CancellationToken limit)
    {
        try
        {
            var length = await _stream.ReadAsync(_buffer, limit);
            _heard += Encoding.UTF8.GetString(_buffer, 0, length);
            return length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
