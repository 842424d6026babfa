using System.Text;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>Makes new inputs from known ones. What it makes follows from the seed alone.</summary>
public sealed class Mutator(ulong seed, byte[][] corpus)
{
    /// <summary>The longest input, in bytes: several lines' limits.</summary>
    public const int LengthMax = 20_000;

    private const int PoolMax = 1_000;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\0", " ", "  ", ":", " :", ";", "=", "@", "!", "*", "?", "\\", "+", "-", "~", "#", "/", ",", "\\s", "+draft/reply=",
            "\u0301", "\u200d", "\u05d0", "\u0661", "\uff21", "\u0130", "\u03a3", "\U0001f600", "\ud55c", "\u1100\u1161",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ];

    private readonly List<byte[]> _pool = [.. corpus];
    private ulong _state = seed;

    public byte[] Next()
    {
        var bytes = new List<byte>(Pick(_pool));
        for (var changes = 1 + Below(4); changes > 0; changes--) Change(bytes);
        if (bytes.Count > LengthMax) bytes.RemoveRange(LengthMax, bytes.Count - LengthMax);
        byte[] made = [.. bytes];
        if (Below(20) == 0)
        {
            if (_pool.Count < PoolMax) _pool.Add(made);
            else _pool[Below(PoolMax)] = made;
        }

        return made;
    }

    private void Change(List<byte> bytes)
    {
        var at = Below(bytes.Count + 1);
        var length = Below(Math.Min(bytes.Count - at, 32) + 1);
        switch (Below(9))
        {
            case 0: bytes.InsertRange(at, Pick(Words)); break;
            case 1: bytes.RemoveRange(at, length); break;
            case 2: bytes.InsertRange(at, [.. bytes.Skip(at).Take(length)]); break;
            case 3 when at < bytes.Count: bytes[at] = (byte)Below(256); break;
            case 4 when at < bytes.Count: bytes[at] ^= (byte)(1 << Below(8)); break;
            case 5:
                var other = Pick(_pool);
                var from = Below(other.Length + 1);
                bytes.InsertRange(at, other[from..(from + Below(other.Length - from + 1))]);
                break;
            case 6 when Below(8) == 0: bytes.InsertRange(at, Enumerable.Repeat(Pick(Words), Below(Below(50) == 0 ? 5000 : 100)).SelectMany(word => word)); break;
            case 7: bytes.RemoveRange(at, bytes.Count - at); break;
            default: bytes.Insert(at, (byte)Below(128)); break;
        }
    }

    private T Pick<T>(IList<T> from) => from[Below(from.Count)];

    // SplitMix64.
    private int Below(int bound)
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (uint)bound);
    }
}
