using System.Text;

namespace Parlance.Log;

/// <summary>Rows as a replay needs them: only of kinds that change state.</summary>
internal sealed class ReplayRows(Database database, EventCodec codec, SubjectKeys? keys)
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _idle =
        codec.Kinds.All.Where(kind => !kind.ChangesState).Select(kind => kind.Name).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly RowReader _reader = new(codec, keys, database.Path);

    /// <exception cref="StoreException">A row is missing or cannot be read.</exception>
    public IEnumerable<LogEntry> Read(long from, long to)
    {
        using var rows = database.Prepare($"SELECT {Schema.Columns} FROM events WHERE id BETWEEN ? AND ? ORDER BY id");
        rows.Bind(1, from);
        rows.Bind(2, to);
        for (var expected = from; expected <= to; expected++)
        {
            if (!rows.Step() || rows.Integer((int)Column.Id) != expected) throw Missing(expected);
            if (!IsIdle(rows.Bytes((int)Column.EventType))) yield return _reader.Read(rows);
        }
    }

    private bool IsIdle(ReadOnlySpan<byte> kind)
    {
        Span<char> name = stackalloc char[EventKinds.NameMax];
        return kind.Length <= name.Length && _idle.Contains(name[..Encoding.UTF8.GetChars(kind, name)]);
    }

    private StoreException Missing(long position) =>
        new($"The log {database.Path} has no position {position}, so no state after it can be told. Run 'parlance log verify', and restore the last backup.");
}
