using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Makes the archive's index again from the events, a page at a time, and compares. Changes nothing, and may run beside a node.</summary>
public static class ArchiveCheck
{
    private const int PageRows = 10_000;

    /// <returns>The first difference, in words; null: the index says what the events say.</returns>
    /// <exception cref="StoreException">There is no log, or it cannot be read.</exception>
    public static string? Compare(string folder, EventCodec codec, Action<long>? progress = null, CancellationToken stop = default)
    {
        using var database = LogReader.OpenDatabase(folder);
        if (database.Number("PRAGMA user_version") < Schema.Version) return null;

        var filled = ArchiveFill.FilledIn(database);
        var reader = new RowReader(codec, keys: null, database.Path);
        var expected = 0L;
        var index = new ArchiveIndexer();
        for (long from = 0; from < filled; from += PageRows)
        {
            stop.ThrowIfCancellationRequested();
            index.Clear();
            ArchiveFill.Index(database, reader, codec, from, Math.Min(filled, from + PageRows), index);
            using var find = database.Prepare("SELECT pos, kind, at_least FROM archive WHERE conversation = ? AND shelf = ? AND hlc = ? AND node = ?");
            foreach (var row in index.Rows)
            {
                find.Bind(1, row.Conversation);
                find.Bind(2, (int)row.Shelf);
                find.Bind(3, (long)row.Id.Stamp.Value);
                find.Bind(4, row.Id.Node.Value);
                // Taking a message back twice leaves the first: that row has another position, and is no row of its own.
                if (!find.Step()) return $"position {row.Position} ({row.Id}) is missing from the archive of '{row.Conversation}'.";
                if (find.Integer(0) == row.Position)
                {
                    expected++;
                    if (find.Integer(1) != (int)row.Kind || find.Integer(2) != (int)row.AtLeast) return $"position {row.Position} ({row.Id}) is of another kind in the archive of '{row.Conversation}'.";
                }
                else if (row.Shelf != Shelf.Redacted) return $"position {row.Position} ({row.Id}) has another place in the archive of '{row.Conversation}'.";

                find.Reset();
            }

            progress?.Invoke(Math.Min(filled, from + PageRows));
        }

        var held = database.Number("SELECT count(*) FROM archive");
        return held == expected ? null : $"the archive has {held} rows, the events make {expected}.";
    }
}
