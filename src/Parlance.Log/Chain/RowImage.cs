using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parlance.Log;

/// <summary>
/// A row in canonical bytes: each column's type, length and value, payload and sealed by their digests. One image is filled by who writes a row and by who
/// verifies it; <see cref="Hash"/> over it is the chain. Reused; for one thread.
/// </summary>
/// <remarks>hash = SHA-256 over, for each column from <c>id</c> to <c>prev_hash</c>: one byte of type, four of length (little-endian), the value; integers are eight bytes.</remarks>
internal sealed class RowImage
{
    /// <summary>The columns that are hashed: all but the hash.</summary>
    public const int Columns = (int)Column.Hash;

    private const int HeadLength = 1 + sizeof(int);

    private readonly int[] _starts = new int[Columns + 1];
    private byte[] _bytes = new byte[1024];
    private int _column;

    public void Clear() => (_column, _starts[0]) = (0, 0);

    public void Null() => Next(ColumnType.Null, 0);

    public void Integer(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(ColumnType.Integer, sizeof(long)), value);

    public void Text(ReadOnlySpan<byte> utf8) => utf8.CopyTo(Next(ColumnType.Text, utf8.Length));

    public void Blob(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(ColumnType.Blob, bytes.Length));

    public void Any(ColumnType type, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(type, bytes.Length));

    public void Payload(ColumnType type, ReadOnlySpan<byte> payload)
    {
        if (type == ColumnType.Null) Null();
        else Blanking.DigestPayload(payload, Next(type, Blanking.DigestLength));
    }

    public void Sealed(ColumnType type, ReadOnlySpan<byte> @sealed)
    {
        if (type == ColumnType.Null) Null();
        else Blanking.DigestSeal(@sealed, Next(type, Blanking.DigestLength));
    }

    public ColumnType TypeOf(Column column) => (ColumnType)_bytes[_starts[(int)column]];

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _starts[Columns]);

    /// <summary>Where a column's value stands in <see cref="Bytes"/>.</summary>
    public (int Start, int Length) Place(Column column)
    {
        var start = _starts[(int)column] + HeadLength;
        return (start, _starts[(int)column + 1] - start);
    }

    public void Hash(Span<byte> to)
    {
        System.Diagnostics.Debug.Assert(_column == Columns);
        SHA256.HashData(Bytes, to);
    }

    private Span<byte> Next(ColumnType type, int length)
    {
        var start = _starts[_column];
        var end = start + HeadLength + length;
        if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        _bytes[start] = (byte)type;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(start + 1), length);
        _starts[++_column] = end;
        return _bytes.AsSpan(start + HeadLength, length);
    }
}
