using System.Numerics;

namespace Parlance.Engine.Buffers;

/// <summary>Byte arrays in powers of two for the one thread of a node. Nothing is kept for an idle connection; what is kept in all is bounded.</summary>
public sealed class BufferPool
{
    public const int SizeMin = 256;

    /// <summary>Arrays above this are left to the collector.</summary>
    public const int SizeMax = 1 << 20;

    /// <summary>Arrays from this size on stay where they are: the collector would copy what slow readers let pile up from generation to generation.</summary>
    public const int PinnedFrom = 16 << 10;

    /// <summary>The most bytes that wait for use.</summary>
    public const long KeptMax = 64L << 20;

    private readonly Stack<byte[]>[] _free = [.. Enumerable.Range(0, BitOperations.Log2(SizeMax / SizeMin) + 1).Select(_ => new Stack<byte[]>())];
    private long _kept;

    public byte[] Rent(int length)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, SizeMin));
        if (size > SizeMax) return GC.AllocateUninitializedArray<byte>((int)Math.Min(size, (uint)Array.MaxLength));
        if (!_free[BitOperations.Log2(size / SizeMin)].TryPop(out var array)) return GC.AllocateUninitializedArray<byte>((int)size, pinned: size >= PinnedFrom);
        _kept -= array.Length;
        return array;
    }

    public void Return(byte[] array)
    {
        if (array.Length is < SizeMin or > SizeMax || !BitOperations.IsPow2(array.Length) || _kept + array.Length > KeptMax) return;
        _kept += array.Length;
        _free[BitOperations.Log2((uint)array.Length / SizeMin)].Push(array);
    }
}
