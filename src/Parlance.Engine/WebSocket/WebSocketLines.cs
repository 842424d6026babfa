using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Parlance.Engine.Buffers;

namespace Parlance.Engine.WebSocket;

/// <summary>A connection's WebSocket: first the HTTP upgrade, then a line a message, both ways (https://ircv3.net/specs/extensions/websocket). Until the upgrade is done nothing is said.</summary>
/// <param name="messageMax">Bytes of one message from the client.</param>
internal sealed class WebSocketLines(int messageMax) : IFraming
{
    private readonly ArrayBufferWriter<byte> _answers = new(256);
    private readonly WebSocketFraming _frames = new(messageMax);
    private WebSocketHandshake? _handshake = new();
    private bool _isText = true;
    private bool _isOver;

    public int FramedLength(ReadOnlySpan<byte> line) => IsSilent ? 0 : WebSocketFrames.EncodedLength(line, _isText);

    public int Frame(ReadOnlySpan<byte> line, Span<byte> to) => IsSilent ? 0 : WebSocketFrames.Write(line, _isText, to);

    private bool IsSilent => _isOver || _handshake is not null;

    public string? Unframe(ReadOnlySpan<byte> bytes, Connection connection, ref ByteQueue lines, BufferPool pool)
    {
        if (_handshake is not null && !TryUpgrade(ref bytes, connection, out var refused)) return refused;
        var sink = new Sink(ref lines, pool);
        var result = _frames.Decode(bytes, ref sink, _answers);
        Answer(connection);
        if (result == FramingResult.Open) return null;
        _isOver = true;
        return "Connection closed";
    }

    public void Close(Connection connection, string reason)
    {
        if (IsSilent) return;
        _isOver = true;
        Span<byte> payload = stackalloc byte[WebSocketFrames.ControlMax];
        BinaryPrimitives.WriteUInt16BigEndian(payload, connection.Node.IsStopping ? WebSocketClose.GoingAway : WebSocketClose.Normal);
        System.Text.Unicode.Utf8.FromUtf16(reason, payload[2..], out _, out var length);
        WebSocketFrames.Write(WebSocketOpcode.Close, payload[..(2 + length)], _answers);
        Answer(connection);
    }

    public void Dispose()
    {
        _handshake?.Dispose();
        _frames.Dispose();
    }

    private bool TryUpgrade(ref ReadOnlySpan<byte> bytes, Connection connection, out string? refused)
    {
        var result = _handshake!.Read(bytes, out var consumed, _answers);
        bytes = bytes[consumed..];
        refused = result == HandshakeResult.Refused ? "Not a WebSocket" : null;
        Answer(connection);
        if (result != HandshakeResult.Accepted) return false;
        _isText = _handshake.IsText;
        _handshake = null;
        return true;
    }

    private void Answer(Connection connection)
    {
        if (_answers.WrittenCount > 0) connection.WriteRaw(_answers.WrittenSpan);
        _answers.ResetWrittenCount();
    }

    private readonly ref struct Sink(ref ByteQueue to, BufferPool pool) : IWebSocketLines
    {
        private readonly ref ByteQueue _to = ref to;

        public void Line(ReadOnlySpan<byte> line)
        {
            _to.Append(line, pool);
            _to.Append("\n"u8, pool);
        }
    }
}
