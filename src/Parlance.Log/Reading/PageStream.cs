using SQLitePCL;

namespace Parlance.Log;

/// <summary>Positions that cannot be read, and what the database says of it.</summary>
public sealed record LogGap(long From, long To, string Why);

/// <summary>A query's rows in pages. Where the file is damaged it goes on row by row until there is one that can be read again.</summary>
internal sealed class PageStream(Database database, SubjectKeys? keys, EventQuery query, Action<LogGap>? damaged)
{
    private const int PageRows = 1_000;

    private readonly int _step = query.NewestFirst ? -1 : 1;
    private long _end;

    public IEnumerable<EventRow> Rows(CancellationToken stop)
    {
        _end = query.NewestFirst ? 1 : End();
        var at = query.After ?? (query.NewestFirst ? End() + 1 : 0);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var (page, trouble) = Page(at);
            foreach (var row in page) yield return row;
            if (page.Count > 0) at = page[^1].Position;
            if (trouble is null && page.Count < PageRows) yield break;
            if (trouble is null) continue;

            foreach (var row in Careful(at, trouble, stop))
            {
                at = row.Position;
                yield return row;
            }

            if (at == _end || _passed == _end) yield break;
            at = _passed;
        }
    }

    /// <summary>The last position that was tried one by one.</summary>
    private long _passed;

    /// <summary>Row by row from a damaged place on, as far as the first thousand positions that can be read after it.</summary>
    private IEnumerable<EventRow> Careful(long after, StoreException trouble, CancellationToken stop)
    {
        LogGap? gap = null;
        var readable = 0;
        for (_passed = after; _passed != _end && readable < PageRows;)
        {
            stop.ThrowIfCancellationRequested();
            _passed += _step;
            var (row, exists) = One(_passed);
            if (exists)
            {
                readable++;
                if (gap is not null) damaged!(gap);
                gap = null;
                if (row is not null) yield return row;
                continue;
            }

            readable = 0;
            gap = gap is null ? new(_passed, _passed, trouble.Message) : gap with { From = Math.Min(gap.From, _passed), To = Math.Max(gap.To, _passed) };
        }

        if (gap is not null) damaged!(gap);
    }

    private (List<EventRow> Rows, StoreException? Trouble) Page(long after)
    {
        var rows = new List<EventRow>();
        try
        {
            using var statement = new QuerySql(query with { After = after, Limit = PageRows }).Prepare(database);
            while (statement.Step()) rows.Add(EventRow.Read(statement, keys));
            return (rows, null);
        }
        catch (StoreException e) when (damaged is not null && IsDamage())
        {
            return (rows, e);
        }
    }

    private (EventRow? Row, bool Exists) One(long position)
    {
        try
        {
            using var statement = new QuerySql(query with { After = null, Limit = 1 }, position).Prepare(database);
            return (statement.Step() ? EventRow.Read(statement, keys) : null, true);
        }
        catch (StoreException) when (IsDamage())
        {
            return (null, false);
        }
    }

    private bool IsDamage() => (database.LastError & 0xFF) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_IOERR;

    private long End() => database.Number("SELECT coalesce(max(id), 0) FROM events");
}
