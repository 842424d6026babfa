using System.Runtime.CompilerServices;

namespace Parlance.Engine.Buffers;

/// <summary>Bytes in, bytes out, first in first out, in one pooled array that is given back when empty.</summary>
public struct ByteQueue
{
    private byte[]? _array;
    private int _head;
    private int _tail;

    public readonly int Length => _tail - _head;
    public readonly ReadOnlySpan<byte> Bytes => _array.AsSpan(_head, _tail - _head);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> bytes, BufferPool pool)
    {
        var array = _array;
        if (array is null || array.Length - _tail < bytes.Length) array = Grow(bytes.Length, pool);
        bytes.CopyTo(array.AsSpan(_tail));
        _tail += bytes.Length;
    }

    /// <summary>Room for <paramref name="length"/> more bytes, to be filled by the caller and then taken in by <see cref="Commit"/>.</summary>
    public Span<byte> Reserve(int length, BufferPool pool)
    {
        if (_array is null || _array.Length - _tail < length) Grow(length, pool);
        return _array.AsSpan(_tail, length);
    }

    public void Commit(int length) => _tail += length;

    public void Consume(int length, BufferPool pool)
    {
        _head += length;
        if (_head == _tail) Clear(pool);
    }

    /// <summary>Keeps the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => _tail = _head + length;

    public void Clear(BufferPool pool)
    {
        if (_array is not null) pool.Return(_array);
        _array = null;
        _head = _tail = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte[] Grow(int more, BufferPool pool)
    {
        var length = Length;
        if (_array is not null && _array.Length - length >= more && _head >= _array.Length / 2)
        {
            Bytes.CopyTo(_array);
        }
        else
        {
            var larger = pool.Rent(Math.Max(length + more, length * 2));
            Bytes.CopyTo(larger);
            if (_array is not null) pool.Return(_array);
            _array = larger;
        }

        _head = 0;
        _tail = length;
        return _array;
    }
}
