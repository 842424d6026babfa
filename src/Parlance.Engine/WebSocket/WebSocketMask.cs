using System.Buffers.Binary;
using System.Numerics;

namespace Parlance.Engine.WebSocket;

/// <summary>The masking of client frames (RFC 6455 section 5.3): every byte XOR the key's byte of its place modulo four.</summary>
internal static class WebSocketMask
{
    /// <param name="from">Masked bytes.</param>
    /// <param name="to">Room for as many.</param>
    /// <param name="mask">The key, its first byte lowest.</param>
    /// <param name="offset">Place of the first byte in the frame's payload.</param>
    public static void Apply(ReadOnlySpan<byte> from, Span<byte> to, uint mask, int offset)
    {
        mask = BitOperations.RotateRight(mask, (offset & 3) * 8);
        var twice = (ulong)mask << 32 | mask;
        for (; from.Length >= sizeof(ulong); from = from[sizeof(ulong)..], to = to[sizeof(ulong)..])
            BinaryPrimitives.WriteUInt64LittleEndian(to, BinaryPrimitives.ReadUInt64LittleEndian(from) ^ twice);
        for (var i = 0; i < from.Length; i++) to[i] = (byte)(from[i] ^ (byte)(mask >> ((i & 3) * 8)));
    }
}
