namespace Parlance.Simulation;

/// <summary>The one source of chance of a run (xorshift64*): the same seed gives the same run on every machine.</summary>
public sealed class Prng(ulong seed)
{
    private ulong _state = Mix(seed + 0x9E3779B97F4A7C15);

    public ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 0x2545F4914F6CDD1D;
    }

    /// <summary>Neighbouring seeds give unlike runs (splitmix64's finaliser).</summary>
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (x ^ (x >> 31)) | 1;
    }

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool OneIn(int count) => Below(count) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = (byte)Next();
        return bytes;
    }
}
