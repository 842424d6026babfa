using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parlance.Live;

/// <summary>A bare IRC connection: what is sent is the text and CR LF, what is heard is kept line by line. PING from the server is answered and not kept.</summary>
public sealed class WireClient : IClient
{
    /// <summary>How long a line may take that must come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpClient _socket;
    private readonly StreamReader _reader;
    private readonly Stream _stream;
    private string _lastSent = "nothing was sent";

    private WireClient(TcpClient socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _stream = socket.GetStream();
        _reader = new StreamReader(_stream, new UTF8Encoding(false));
    }

    public static async Task<WireClient> Connect(int port)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new WireClient(socket);
    }

    /// <summary>Connects and registers; with <paramref name="caps"/>, asks for them first.</summary>
    public static async Task<WireClient> Register(int port, string nick, params string[] caps)
    {
        var client = await Connect(port);
        if (caps.Length > 0)
        {
            await client.Send($"CAP REQ :{string.Join(' ', caps)}");
            var answer = await client.Until(l => IrcText.Bare(l).StartsWith("CAP ", StringComparison.Ordinal));
            if (!answer.Contains(" ACK ", StringComparison.Ordinal)) throw new InvalidOperationException($"Refused: {answer}");
        }

        await client.Send($"NICK {nick}");
        await client.Send($"USER {nick} 0 * :{nick}");
        if (caps.Length > 0) await client.Send("CAP END");
        await client.Until(l => IrcText.Bare(l) is var bare && (bare.StartsWith("376 ", StringComparison.Ordinal) || bare.StartsWith("422 ", StringComparison.Ordinal)));
        return client;
    }

    public async Task Send(string text)
    {
        _lastSent = text;
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"));
    }

    /// <summary>The next line, or null when the server has closed the connection.</summary>
    public async Task<string?> Next()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            string? line;
            try
            {
                line = await _reader.ReadLineAsync(limit.Token);
            }
            catch (IOException)
            {
                return null;
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Nothing was heard for {Patience.TotalSeconds} s; the last line sent: {_lastSent}");
            }

            if (line is null || !line.StartsWith("PING ", StringComparison.Ordinal)) return line;
            await Send("PONG " + line[5..]);
        }
    }

    /// <summary>Reads until a line fits; the others are dropped.</summary>
    public async Task<string> Until(Func<string, bool> fits)
    {
        while (true)
        {
            var line = await Next() ?? throw new IOException("The server closed the connection.");
            if (fits(line)) return line;
        }
    }

    public string Fence(string token) => $"PING {token}";

    public bool IsFence(string heard, string token) => heard.EndsWith(token, StringComparison.Ordinal);

    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }
}
