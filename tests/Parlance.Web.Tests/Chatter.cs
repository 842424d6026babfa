using System.Net.Sockets;

namespace Parlance.Web.Tests;

/// <summary>Somebody who talks IRC.</summary>
internal sealed class Chatter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TcpClient _socket = new();
    private readonly StreamReader _lines;
    private readonly StreamWriter _words;

    private Chatter(int port)
    {
        _socket.Connect("127.0.0.1", port);
        _socket.NoDelay = true;
        _socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        _lines = new(_socket.GetStream());
        _words = new(_socket.GetStream()) { NewLine = "\r\n", AutoFlush = true };
    }

    public static Chatter Connect(int port, string nick)
    {
        var chatter = new Chatter(port);
        chatter.Say($"NICK {nick}");
        chatter.Say($"USER {nick} 0 * :{nick}");
        chatter.Hear(" 001 ");
        chatter.Hear(" 422 ", " 376 ");
        return chatter;
    }

    public void Say(string line) => _words.WriteLine(line);

    /// <summary>The next line that holds one of the words.</summary>
    public string Hear(params string[] words)
    {
        var heard = new List<string>();
        while (_lines.ReadLine() is { } line)
        {
            if (words.Any(word => line.Contains(word, StringComparison.Ordinal))) return line;
            if (line.StartsWith("PING", StringComparison.Ordinal)) Say("PONG" + line[4..]);
            heard.Add(line);
        }

        throw new InvalidOperationException($"never heard {string.Join(" or ", words)}; heard:\n{string.Join('\n', heard.TakeLast(20))}");
    }

    public void Join(string room)
    {
        Say($"JOIN {room}");
        Hear(" 366 ");
    }

    public void Dispose() => _socket.Dispose();
}
