using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Reads events in position order, on a connection of its own.</summary>
internal sealed class EventReader(string path, EventCodec codec, SubjectKeys? keys)
{
    public IEnumerable<LogEntry> Read(long from, IReadOnlyCollection<string>? kinds)
    {
        if (kinds?.Count > EventKinds.KindsMax) throw new ArgumentOutOfRangeException(nameof(kinds), $"At most {EventKinds.KindsMax} kinds.");
        return kinds is null ? All(from) : Some(from, kinds);
    }

    private IEnumerable<LogEntry> All(long from)
    {
        using var database = Database.OpenToRead(path);
        using var rows = database.Prepare($"SELECT {Schema.Columns} FROM events WHERE id >= ? ORDER BY id");
        var reader = new RowReader(codec, keys, path);
        rows.Bind(1, from);
        while (rows.Step()) yield return reader.Read(rows);
    }

    /// <summary>A statement for each kind, which the index gives in order, merged by position: no sorting, no scan of what is not asked for.</summary>
    private IEnumerable<LogEntry> Some(long from, IReadOnlyCollection<string> kinds)
    {
        using var database = Database.OpenToRead(path);
        database.Run("BEGIN");
        var reader = new RowReader(codec, keys, path);
        var statements = new List<Statement>();
        try
        {
            var next = new PriorityQueue<Statement, long>();
            foreach (var kind in kinds.Distinct(StringComparer.Ordinal))
            {
                var rows = database.Prepare($"SELECT {Schema.Columns} FROM events WHERE event_type = ? AND id >= ? ORDER BY id");
                statements.Add(rows);
                rows.Bind(1, kind);
                rows.Bind(2, from);
                if (rows.Step()) next.Enqueue(rows, rows.Integer(0));
            }

            while (next.TryDequeue(out var rows, out _))
            {
                yield return reader.Read(rows);
                if (rows.Step()) next.Enqueue(rows, rows.Integer(0));
            }
        }
        finally
        {
            foreach (var statement in statements) statement.Dispose();
        }
    }
}
