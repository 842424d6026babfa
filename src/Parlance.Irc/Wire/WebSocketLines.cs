using Parlance.Engine;
using Parlance.Engine.Buffers;
using Parlance.Engine.WebSocket;

namespace Parlance.Irc.Wire;

/// <summary>IRC in a WebSocket: a line a message, both ways (https://ircv3.net/specs/extensions/websocket).</summary>
/// <param name="lineMax">Bytes of a line without its tags.</param>
public sealed class WebSocketLines(int lineMax) : WebSocketMessages(Spoken, LineSplitter.TagsMaxOfServers + lineMax)
{
    private const string Binary = "binary.ircv3.net";

    /// <summary>Text is what is spoken unless the client asks for bytes.</summary>
    public static WebSocketProtocols Spoken { get; } = new("IRC", ["text.ircv3.net", Binary], IsRequired: false);

    protected override void Pack(ReadOnlySpan<byte> said, Connection connection)
    {
        while (!said.IsEmpty)
        {
            var end = said.IndexOf((byte)'\n');
            var line = end < 0 ? said : said[..end];
            said = end < 0 ? default : said[(end + 1)..];
            if (!Send(line.TrimEnd((byte)'\r'), Protocol != Binary, connection)) return;
        }
    }

    protected override ushort Take(ReadOnlySpan<byte> message, bool isText, ref ByteQueue to, BufferPool pool)
    {
        AppendLines(message, ref to, pool);
        return 0;
    }

    /// <summary>A message is a line; one that holds line ends, which no client should send, is several.</summary>
    public static void AppendLines(ReadOnlySpan<byte> message, ref ByteQueue to, BufferPool pool)
    {
        foreach (var range in message.Split((byte)'\n'))
        {
            var line = message[range];
            if (line.EndsWith((byte)'\r')) line = line[..^1];
            if (line.IsEmpty) continue;
            to.Append(line, pool);
            to.Append("\n"u8, pool);
        }
    }
}
