using System.Security.Cryptography;

namespace Parlance.Log;

/// <summary>
/// What retention leaves of a payload and a sealed part: their digests, in their place, so that the chain can still be proved. A blanked payload is
/// <c>{"$blanked":"hex"}</c>, a blanked seal a zero byte and the digest.
/// </summary>
internal static class Blanking
{
    public const int DigestLength = SHA256.HashSizeInBytes;

    private const int HexLength = DigestLength * 2;

    private static ReadOnlySpan<byte> Prefix => "{\"$blanked\":\""u8;
    private static ReadOnlySpan<byte> Suffix => "\"}"u8;

    public static bool IsBlankedSeal(ReadOnlySpan<byte> @sealed) => @sealed.Length == DigestLength + 1 && @sealed[0] == 0;

    public static bool IsBlankedPayload(ReadOnlySpan<byte> payload) =>
        payload.Length == Prefix.Length + HexLength + Suffix.Length && payload.StartsWith(Prefix) && payload.EndsWith(Suffix);

    /// <summary>The digest of a payload as it was written, whether or not it still is there.</summary>
    public static void DigestPayload(ReadOnlySpan<byte> payload, Span<byte> to)
    {
        if (IsBlankedPayload(payload) && Convert.FromHexString(payload.Slice(Prefix.Length, HexLength), to, out _, out _) == System.Buffers.OperationStatus.Done) return;
        SHA256.HashData(payload, to);
    }

    public static void DigestSeal(ReadOnlySpan<byte> @sealed, Span<byte> to)
    {
        if (IsBlankedSeal(@sealed)) @sealed[1..].CopyTo(to);
        else SHA256.HashData(@sealed, to);
    }

    public static byte[] BlankPayload(ReadOnlySpan<byte> payload)
    {
        Span<byte> digest = stackalloc byte[DigestLength];
        DigestPayload(payload, digest);
        return [.. Prefix, .. System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest)), .. Suffix];
    }

    public static byte[] BlankSeal(ReadOnlySpan<byte> @sealed)
    {
        var blank = new byte[DigestLength + 1];
        DigestSeal(@sealed, blank.AsSpan(1));
        return blank;
    }
}
