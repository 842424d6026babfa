namespace Parlance.Engine.WebSocket;

/// <summary>The frames of a stream, by what their headers say (RFC 6455 section 5.2).</summary>
internal sealed class WebSocketUnits : Units
{
    /// <summary>The state: bytes of payload to come, with <see cref="InPayload"/>; else bytes of the header read, from bit 48, and the length so far.</summary>
    private const ulong InPayload = 1ul << 63;

    public static WebSocketUnits Instance { get; } = new();

    public override int Rest(ReadOnlySpan<byte> bytes, ref ulong state)
    {
        var taken = 0;
        while ((state & InPayload) == 0)
        {
            if (taken == bytes.Length) return taken;
            state = AfterHeader(bytes[taken++], state);
            if (state == 0) return taken;
        }

        var left = state & ~InPayload;
        var payload = (int)Math.Min(left, (ulong)(bytes.Length - taken));
        state = left == (ulong)payload ? 0 : InPayload | (left - (ulong)payload);
        return taken + payload;
    }

    /// <summary>Bits 48 to 55: bytes read. Bits 56 to 59: bytes of length still to come. Bits 0 to 47: the length so far, far more than one frame of ours has.</summary>
    private static ulong AfterHeader(byte next, ulong state)
    {
        var read = (state >> 48) & 0xFF;
        if (read == 0) return 1ul << 48;
        var (toCome, length) = read > 1 ? (((state >> 56) & 15) - 1, ((state & 0xFFFF_FFFF) << 8) | next) : ((next & 127) switch { 126 => 2ul, 127 => 8ul, _ => 0ul }, (ulong)(next & 127));
        if (read == 1 && toCome > 0) length = 0;
        if (toCome > 0) return (toCome << 56) | ((read + 1) << 48) | length;
        return length == 0 ? 0 : InPayload | length;
    }
}
