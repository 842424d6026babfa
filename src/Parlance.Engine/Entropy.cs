using System.Security.Cryptography;

namespace Parlance.Engine;

/// <summary>
/// The node's randomness: a keyed stream drawn from bytes that came in as an input, so that a run follows from its seed. Blocks are
/// HMAC-SHA-256 of a counter.
/// </summary>
public sealed class Entropy
{
    private readonly byte[] _key;
    private readonly byte[] _block = new byte[32];
    private ulong _counter;
    private int _used = 32;

    /// <param name="seed">At least 16 bytes.</param>
    public Entropy(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seed.Length, 16);
        _key = SHA256.HashData(seed);
    }

    public void Fill(Span<byte> to)
    {
        foreach (ref var b in to)
        {
            if (_used == _block.Length) Refill();
            b = _block[_used++];
        }
    }

    public ulong Next()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    /// <summary>Characters of <c>a-z0-9</c>.</summary>
    public string Letters(int length) => string.Create(length, this, static (to, self) =>
    {
        foreach (ref var c in to) c = "abcdefghijklmnopqrstuvwxyz0123456789"[(int)(self.Next() % 36)];
    });

    private void Refill()
    {
        Span<byte> counter = stackalloc byte[8];
        BitConverter.TryWriteBytes(counter, _counter++);
        HMACSHA256.HashData(_key, counter, _block);
        _used = 0;
    }
}
