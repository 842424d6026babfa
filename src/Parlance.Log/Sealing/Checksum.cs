namespace Parlance.Log;

/// <summary>CRC-24 (RFC 4880 section 6.1) of a record, kept in three bytes of it: any change of up to 24 bits in a row is seen.</summary>
internal static class Checksum
{
    public const int Length = 3;

    private const uint Polynomial = 0x1864CFB;
    private const uint Start = 0xB704CE;

    /// <summary>Writes the checksum of a record into it; the bytes where it stands count as zero.</summary>
    public static void Write(Span<byte> record, int at)
    {
        record.Slice(at, Length).Clear();
        var sum = Of(record, at);
        (record[at], record[at + 1], record[at + 2]) = ((byte)(sum >> 16), (byte)(sum >> 8), (byte)sum);
    }

    public static bool Fits(ReadOnlySpan<byte> record, int at) =>
        Of(record, at) == (((uint)record[at] << 16) | ((uint)record[at + 1] << 8) | record[at + 2]);

    private static uint Of(ReadOnlySpan<byte> record, int except)
    {
        var sum = Start;
        for (var i = 0; i < record.Length; i++)
        {
            sum ^= i >= except && i < except + Length ? 0u : (uint)record[i] << 16;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 0x800000) != 0 ? (sum << 1) ^ Polynomial : sum << 1;
        }

        return sum & 0xFFFFFF;
    }
}
