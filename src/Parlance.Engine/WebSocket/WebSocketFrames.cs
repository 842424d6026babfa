using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Parlance.Engine.WebSocket;

/// <summary>The frames a server sends: whole messages, unmasked (RFC 6455 section 5.1).</summary>
public static class WebSocketFrames
{
    /// <summary>Bytes of a control frame's payload (section 5.5).</summary>
    public const int ControlMax = 125;

    /// <summary>Bytes that <see cref="Write(ReadOnlySpan{byte}, bool, Span{byte})"/> writes for a line.</summary>
    public static int EncodedLength(ReadOnlySpan<byte> line, bool text)
    {
        var payload = text && !Utf8.IsValid(line) ? RepairedLength(line) : line.Length;
        return HeaderLength(payload) + payload;
    }

    /// <summary>
    /// Writes a line, without its CR LF, as one message. A text message must be UTF-8 or the client closes the connection: what is not becomes U+FFFD.
    /// </summary>
    /// <returns>The bytes written, <see cref="EncodedLength"/>.</returns>
    public static int Write(ReadOnlySpan<byte> line, bool text, Span<byte> to)
    {
        if (!text || Utf8.IsValid(line))
        {
            var start = WriteHeader(text ? WebSocketOpcode.Text : WebSocketOpcode.Binary, line.Length, to);
            line.CopyTo(to[start..]);
            return start + line.Length;
        }

        var at = WriteHeader(WebSocketOpcode.Text, RepairedLength(line), to);
        while (!line.IsEmpty)
        {
            Rune.DecodeFromUtf8(line, out var rune, out var read);
            at += rune.EncodeToUtf8(to[at..]);
            line = line[read..];
        }

        return at;
    }

    /// <summary>Writes a line as one message.</summary>
    public static void Write(ReadOnlySpan<byte> line, bool text, IBufferWriter<byte> to)
    {
        var length = EncodedLength(line, text);
        Write(line, text, to.GetSpan(length));
        to.Advance(length);
    }

    /// <summary>Writes lines that each end in CR LF, as they would go over a plain socket, as a message each.</summary>
    public static void WriteLines(ReadOnlySpan<byte> lines, bool text, IBufferWriter<byte> to)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            Write(line.EndsWith((byte)'\r') ? line[..^1] : line, text, to);
            lines = end < 0 ? default : lines[(end + 1)..];
        }
    }

    /// <summary>Ends a WebSocket from our side. With <see cref="WebSocketClose.NoStatus"/> the frame has no code.</summary>
    public static void WriteClose(ushort code, IBufferWriter<byte> to)
    {
        Span<byte> payload = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        Write(WebSocketOpcode.Close, code == WebSocketClose.NoStatus ? default : payload, to);
    }

    internal static void Write(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, IBufferWriter<byte> to)
    {
        var frame = to.GetSpan(HeaderLength(payload.Length) + payload.Length);
        var start = WriteHeader(opcode, payload.Length, frame);
        payload.CopyTo(frame[start..]);
        to.Advance(start + payload.Length);
    }

    private static int HeaderLength(int payload) => payload switch { <= 125 => 2, <= ushort.MaxValue => 4, _ => 10 };

    private static int WriteHeader(WebSocketOpcode opcode, int payload, Span<byte> to)
    {
        var length = HeaderLength(payload);
        to[0] = (byte)(0x80 | (byte)opcode);
        switch (length)
        {
            case 2:
                to[1] = (byte)payload;
                break;
            case 4:
                to[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)payload);
                break;
            default:
                to[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(to[2..], (ulong)payload);
                break;
        }

        return length;
    }

    private static int RepairedLength(ReadOnlySpan<byte> line)
    {
        var length = 0;
        while (!line.IsEmpty)
        {
            Rune.DecodeFromUtf8(line, out var rune, out var read);
            length += rune.Utf8SequenceLength;
            line = line[read..];
        }

        return length;
    }
}
