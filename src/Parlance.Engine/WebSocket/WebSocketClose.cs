using System.Buffers.Binary;
using System.Text.Unicode;

namespace Parlance.Engine.WebSocket;

/// <summary>Why a WebSocket ends (RFC 6455 section 7.4).</summary>
public static class WebSocketClose
{
    public const ushort Normal = 1000, GoingAway = 1001, ProtocolError = 1002, Unsupported = 1003, NoStatus = 1005, InvalidText = 1007, PolicyViolation = 1008, TooBig = 1009;

    /// <summary>The code that answers a client's close: its own, or what is wrong with it. <see cref="NoStatus"/> for one without a code.</summary>
    internal static ushort Answer(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty) return NoStatus;
        if (payload.Length == 1) return ProtocolError;

        var code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (code is not ((>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999))) return ProtocolError;
        return Utf8.IsValid(payload[2..]) ? code : InvalidText;
    }
}
