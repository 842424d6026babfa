using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Parlance.Engine.WebSocket;

/// <summary>Whether a WebSocket goes on.</summary>
public enum FramingResult
{
    Open,
    /// <summary>It has ended: send what was answered, then close the connection.</summary>
    Closed,
}

/// <summary>Takes what comes in WebSocket messages.</summary>
public interface IWebSocketMessages
{
    /// <summary>One message, text of which is UTF-8. The span is a buffer that is used again: copy what must stay.</summary>
    /// <returns>0, or the code (<see cref="WebSocketClose"/>) that ends the WebSocket.</returns>
    ushort Message(ReadOnlySpan<byte> message, bool isText);
}

/// <summary>
/// The frames a client sends after its handshake (RFC 6455 section 5), read as they come. Between messages it holds no buffer.
/// </summary>
/// <param name="messageMax">Bytes of one message; past it the connection is closed with 1009.</param>
public sealed class WebSocketFraming(int messageMax) : IDisposable
{
    private Header _header;
    private int _headerLength;
    private WebSocketOpcode _opcode;
    private bool _final;
    private uint _mask;
    private int _done, _left = -1;   // bytes of the frame's payload read and to come; -1: in its header

    private WebSocketOpcode _messageOpcode;   // Continuation: no message is under way
    private byte[]? _message;
    private int _messageLength;
    private Control _control;
    private bool _closed;

    /// <summary>Reads frames, hands over whole messages, and writes what must be answered (pong, close).</summary>
    public FramingResult Decode<TMessages>(ReadOnlySpan<byte> bytes, ref TMessages messages, IBufferWriter<byte> answers)
        where TMessages : IWebSocketMessages, allows ref struct
    {
        while (!_closed)
        {
            if (_left < 0)
            {
                if (!TryReadHeader(ref bytes, out var fault)) return fault == 0 ? FramingResult.Open : Refuse(fault, answers);
            }

            var take = Math.Min(_left, bytes.Length);
            WebSocketMask.Apply(bytes[..take], Payload(take), _mask, _done);
            bytes = bytes[take..];
            _done += take;
            _left -= take;
            if (_left > 0) return FramingResult.Open;

            _left = -1;
            var code = _opcode >= WebSocketOpcode.Close ? TakeControl(answers) : TakeData(ref messages);
            if (code != 0) return Refuse(code, answers);
        }

        return FramingResult.Closed;
    }

    /// <summary>Gives back its buffer, if it holds one.</summary>
    public void Dispose()
    {
        if (_message is not null) ArrayPool<byte>.Shared.Return(_message);
        _message = null;
        _closed = true;
    }

    /// <summary>Reads a frame's header; false when it is not whole, or wrong: then <paramref name="fault"/> is a close code.</summary>
    private bool TryReadHeader(ref ReadOnlySpan<byte> bytes, out ushort fault)
    {
        fault = 0;
        for (; ; )
        {
            var needed = _headerLength < 2 ? 2 : 6 + LengthBytes(_header[1] & 127);
            if (_headerLength == needed) break;
            if (bytes.IsEmpty) return false;

            _header[_headerLength++] = bytes[0];
            bytes = bytes[1..];
            if (_headerLength == 2 && (fault = CheckStart()) != 0) return false;
        }

        var length = LengthBytes(_header[1] & 127) switch
        {
            0 => (ulong)(_header[1] & 127),
            2 => BinaryPrimitives.ReadUInt16BigEndian(_header[2..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(_header[2..]),
        };
        _mask = BinaryPrimitives.ReadUInt32LittleEndian(_header[(_headerLength - 4)..]);
        _headerLength = 0;

        if (_opcode < WebSocketOpcode.Close)
        {
            if (length > (ulong)(messageMax - _messageLength)) fault = WebSocketClose.TooBig;
            else Grow(_messageLength + (int)length);
        }

        (_done, _left) = (0, fault == 0 ? (int)length : -1);
        return fault == 0;
    }

    /// <summary>What the first two bytes of a header already tell.</summary>
    private ushort CheckStart()
    {
        _final = (_header[0] & 0x80) != 0;
        _opcode = (WebSocketOpcode)(_header[0] & 15);
        var (extensions, masked, length) = (_header[0] & 0x70, (_header[1] & 0x80) != 0, _header[1] & 127);

        var known = _opcode switch
        {
            WebSocketOpcode.Continuation => _messageOpcode != WebSocketOpcode.Continuation,
            WebSocketOpcode.Text or WebSocketOpcode.Binary => _messageOpcode == WebSocketOpcode.Continuation,
            WebSocketOpcode.Close or WebSocketOpcode.Ping or WebSocketOpcode.Pong => _final && length <= WebSocketFrames.ControlMax,
            _ => false,
        };
        if (!known || extensions != 0 || !masked) return WebSocketClose.ProtocolError;

        if (_opcode is WebSocketOpcode.Text or WebSocketOpcode.Binary) _messageOpcode = _opcode;
        return 0;
    }

    private Span<byte> Payload(int length) =>
        _opcode >= WebSocketOpcode.Close ? _control[_done..(_done + length)] : _message.AsSpan(_messageLength + _done, length);

    private ushort TakeData<TMessages>(ref TMessages messages) where TMessages : IWebSocketMessages, allows ref struct
    {
        _messageLength += _done;
        if (!_final) return 0;

        var message = _message.AsSpan(0, _messageLength);
        var isText = _messageOpcode == WebSocketOpcode.Text;
        _messageLength = 0;
        _messageOpcode = WebSocketOpcode.Continuation;
        if (isText && !Utf8.IsValid(message)) return WebSocketClose.InvalidText;

        var code = messages.Message(message, isText);
        if (code != 0) return code;
        if (_message is not null) ArrayPool<byte>.Shared.Return(_message);
        _message = null;
        return 0;
    }

    private ushort TakeControl(IBufferWriter<byte> answers)
    {
        ReadOnlySpan<byte> payload = _control[.._done];
        if (_opcode == WebSocketOpcode.Ping) WebSocketFrames.Write(WebSocketOpcode.Pong, payload, answers);
        return _opcode == WebSocketOpcode.Close ? WebSocketClose.Answer(payload) : (ushort)0;
    }

    private FramingResult Refuse(ushort code, IBufferWriter<byte> answers)
    {
        WebSocketFrames.WriteClose(code, answers);
        Dispose();
        return FramingResult.Closed;
    }

    private void Grow(int length)
    {
        if (_message is not null && _message.Length >= length) return;
        var larger = ArrayPool<byte>.Shared.Rent(length);
        if (_message is not null)
        {
            _message.AsSpan(0, _messageLength).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_message);
        }

        _message = larger;
    }

    private static int LengthBytes(int shortLength) => shortLength switch { 126 => 2, 127 => 8, _ => 0 };

    [InlineArray(14)]
    private struct Header
    {
        private byte _first;
    }

    [InlineArray(WebSocketFrames.ControlMax)]
    private struct Control
    {
        private byte _first;
    }
}
