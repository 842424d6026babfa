namespace Parlance.Log;

/// <summary>Follows the chain row by row, up to the first that does not fit.</summary>
internal sealed class ChainWalk(byte[] genesis)
{
    private readonly byte[] _chain = [.. genesis];
    private readonly byte[] _hash = new byte[Blanking.DigestLength];
    private readonly RowImage _image = new();

    /// <summary>The last row that fits.</summary>
    public long Position { get; private set; }

    public LogBreak? Break { get; private set; }

    /// <summary>The greatest number of a key that a row names.</summary>
    public uint LastKey { get; private set; }

    public void Take(Statement row)
    {
        var position = row.Integer((int)Column.Id);
        Break = Judge(row, position);
        if (Break is not null) return;

        Position = position;
        _hash.CopyTo(_chain, 0);
    }

    private LogBreak? Judge(Statement row, long position)
    {
        if (position > Position + 1) return new(Position + 1, $"it is missing; the next row is {position}.");
        if (position != Position + 1) return new(Position + 1, $"a row numbered {position} stands in its place.");
        if (!row.Bytes((int)Column.PrevHash).SequenceEqual(_chain)) return new(position, "its prev_hash is not the hash of the row before it.");

        Fill(row);
        _image.Hash(_hash);
        return row.TypeOf((int)Column.Hash) == ColumnType.Blob && row.Bytes((int)Column.Hash).SequenceEqual(_hash)
            ? null
            : new(position, "its hash is not that of its columns: one of them was changed.");
    }

    private void Fill(Statement row)
    {
        _image.Clear();
        for (var column = Column.Id; column < Column.Hash; column++)
        {
            var type = row.TypeOf((int)column);
            if (column == Column.Payload) _image.Payload(type, row.Bytes((int)column));
            else if (column == Column.Sealed) Sealed(type, row.Bytes((int)column));
            else if (type == ColumnType.Integer) _image.Integer(row.Integer((int)column));
            else _image.Any(type, row.Bytes((int)column));
        }
    }

    private void Sealed(ColumnType type, ReadOnlySpan<byte> @sealed)
    {
        _image.Sealed(type, @sealed);
        if (SubjectKeys.NumberOf(@sealed) is var number && number > LastKey) LastKey = number;
    }
}
