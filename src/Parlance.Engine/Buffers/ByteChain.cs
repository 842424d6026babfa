using System.Runtime.CompilerServices;

namespace Parlance.Engine.Buffers;

/// <summary>
/// Bytes in, bytes out, first in first out. A few bytes live in one small array; what a slow reader lets pile up is a chain of equal segments, so that
/// nothing is copied as it grows and nothing large is asked of the collector.
/// </summary>
public struct ByteChain
{
    /// <summary>From this size on a full array is not replaced by a larger one but followed by another.</summary>
    public const int SegmentSize = 64 << 10;

    private byte[]? _array;
    private int _head;
    private int _tail;

    /// <summary>Segments before the last one, oldest first.</summary>
    private Queue<ArraySegment<byte>>? _full;
    private int _fullLength;

    /// <summary>How many bytes of the oldest segment are gone.</summary>
    private int _taken;

    public readonly int Length => _fullLength + _tail - _head;

    /// <summary>The oldest bytes, as many as lie together.</summary>
    public readonly ReadOnlySpan<byte> First => _full is { Count: > 0 } ? _full.Peek().AsSpan(_taken) : _array.AsSpan(_head, _tail - _head);

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

    /// <summary>Takes bytes of <see cref="First"/> away.</summary>
    public void Consume(int length, BufferPool pool)
    {
        if (_full is { Count: > 0 })
        {
            _taken += length;
            _fullLength -= length;
            if (_taken < _full.Peek().Count) return;
            pool.Return(_full.Dequeue().Array!);
            _taken = 0;
            return;
        }

        _head += length;
        if (_head == _tail) Clear(pool);
    }

    /// <summary>Bytes up to the end of the line (stanza, frame) at hand, see <see cref="Units.Rest"/>; all, when it does not end in them.</summary>
    public readonly int RestOf(Units units, ref ulong state)
    {
        var rest = 0;
        if (_full is { Count: > 0 })
        {
            var first = true;
            foreach (var segment in _full)
            {
                rest += units.Rest(segment.AsSpan(first ? _taken : 0), ref state);
                if (state == 0) return rest;
                first = false;
            }
        }

        return rest + units.Rest(_array.AsSpan(_head, _tail - _head), ref state);
    }

    /// <summary>Keeps the first <paramref name="length"/> bytes and nothing else.</summary>
    public void KeepFirst(int length, BufferPool pool)
    {
        if (length == 0)
        {
            Clear(pool);
            return;
        }

        var gone = _taken;
        for (var segments = _full?.Count ?? 0; segments > 0; segments--)
        {
            var segment = _full!.Dequeue();
            var kept = Math.Min(segment.Count - gone, length);
            _fullLength -= segment.Count - gone - kept;
            length -= kept;
            if (kept > 0) _full.Enqueue(segment[..(gone + kept)]);
            else pool.Return(segment.Array!);
            gone = 0;
        }

        _tail = Math.Min(_tail, _head + length);
    }

    public void Clear(BufferPool pool)
    {
        if (_full is not null)
            foreach (var segment in _full) pool.Return(segment.Array!);
        if (_array is not null) pool.Return(_array);
        (_array, _full, _head, _tail, _fullLength, _taken) = (null, null, 0, 0, 0, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte[] Grow(int more, BufferPool pool)
    {
        var length = _tail - _head;
        if (_array is not null && length > 0 && length + more > SegmentSize)
        {
            (_full ??= new()).Enqueue(new(_array, _head, length));
            _fullLength += length;
            _array = pool.Rent(Math.Max(more, SegmentSize));
            length = 0;
        }
        else
        {
            var larger = pool.Rent(Math.Max(length + more, length * 2));
            if (_array is not null)
            {
                _array.AsSpan(_head, length).CopyTo(larger);
                pool.Return(_array);
            }

            _array = larger;
        }

        _head = 0;
        _tail = length;
        return _array;
    }
}
