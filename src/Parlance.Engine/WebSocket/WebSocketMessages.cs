using System.Buffers;
using System.Buffers.Binary;
using Parlance.Engine.Buffers;

namespace Parlance.Engine.WebSocket;

/// <summary>A connection's WebSocket: first the HTTP upgrade, then messages both ways, of which a dialect knows what they hold. Until the upgrade is done nothing is said.</summary>
/// <param name="spoken">What the messages are in.</param>
/// <param name="messageMax">Bytes of one message from the client.</param>
public abstract class WebSocketMessages(WebSocketProtocols spoken, int messageMax) : IFraming
{
    private readonly ArrayBufferWriter<byte> _answers = new(256);
    private readonly WebSocketFraming _frames = new(messageMax);
    private WebSocketHandshake? _handshake = new(spoken);
    private bool _isOver;

    public Units Units => WebSocketUnits.Instance;

    /// <summary>The subprotocol that was agreed; null: none, or not yet.</summary>
    protected string? Protocol { get; private set; }

    /// <inheritdoc/>
    public void Frame(ReadOnlySpan<byte> said, Connection connection)
    {
        if (!_isOver && _handshake is null) Pack(said, connection);
    }

    /// <summary>Sends what was said as messages, each with <see cref="Send"/>.</summary>
    protected abstract void Pack(ReadOnlySpan<byte> said, Connection connection);

    /// <summary>Takes one message in the form the session reads.</summary>
    /// <returns>0, or the code (<see cref="WebSocketClose"/>) that ends the WebSocket.</returns>
    protected abstract ushort Take(ReadOnlySpan<byte> message, bool isText, ref ByteQueue to, BufferPool pool);

    /// <summary>Queues one message. False: there is no room for it, and the connection is being cut.</summary>
    protected static bool Send(ReadOnlySpan<byte> message, bool isText, Connection connection)
    {
        if (!connection.TryReserve(WebSocketFrames.EncodedLength(message, isText), out var to)) return false;
        connection.Commit(WebSocketFrames.Write(message, isText, to));
        return true;
    }

    public string? Unframe(ReadOnlySpan<byte> bytes, Connection connection, ref ByteQueue to, BufferPool pool)
    {
        if (_handshake is not null && !TryUpgrade(ref bytes, connection, out var refused)) return refused;
        var sink = new Sink(this, ref to, pool);
        var result = _frames.Decode(bytes, ref sink, _answers);
        Answer(connection);
        if (result == FramingResult.Open) return null;
        _isOver = true;
        return "Connection closed";
    }

    public void Close(Connection connection, string reason)
    {
        if (_isOver || _handshake is not null) return;
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
        GC.SuppressFinalize(this);
    }

    private bool TryUpgrade(ref ReadOnlySpan<byte> bytes, Connection connection, out string? refused)
    {
        var result = _handshake!.Read(bytes, out var consumed, _answers);
        bytes = bytes[consumed..];
        refused = result == HandshakeResult.Refused ? "Not a WebSocket" : null;
        Answer(connection);
        if (result != HandshakeResult.Accepted) return false;
        Protocol = _handshake.Protocol;
        _handshake = null;
        return true;
    }

    private void Answer(Connection connection)
    {
        if (_answers.WrittenCount > 0) connection.WriteRaw(_answers.WrittenSpan);
        _answers.ResetWrittenCount();
    }

    private readonly ref struct Sink(WebSocketMessages of, ref ByteQueue to, BufferPool pool) : IWebSocketMessages
    {
        private readonly ref ByteQueue _to = ref to;

        public ushort Message(ReadOnlySpan<byte> message, bool isText) => of.Take(message, isText, ref _to, pool);
    }
}
