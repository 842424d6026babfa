using System.Collections.Concurrent;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>The archive of an SQLite log: the tables and what waits to be put into them, read on connections of its own.</summary>
internal sealed class SqliteArchive(string path, EventCodec codec, SubjectKeys keys, Func<ArchiveTail> tail, Func<long> reach) : IArchive, IDisposable
{
    /// <summary>Connections that are kept for the next query.</summary>
    private const int KeptMax = 4;

    private readonly ConcurrentBag<ArchiveTable> _idle = [];
    private readonly RowReader _reader = new(codec, keys, path);

    public long Reach => reach();

    public ArchivePage Read(ArchiveQuery query)
    {
        var range = new ArchiveRange(query);
        return query.Limit == 0 ? ArchivePage.Empty : With(table => Page(table, range));
    }

    public ArchiveCount Count(ArchiveQuery query)
    {
        var range = new ArchiveRange(query);
        var waiting = new Waiting(tail(), range);
        return With(table =>
        {
            // A row may be in the tail and in the table by now: it is counted as one of the tail.
            var ids = waiting.Shown(range, table).Select(row => row.Id).ToHashSet();
            var except = new HashSet<EventId>(waiting.Rows.Select(row => row.Id));
            if (!range.KeepsRedacted) except.UnionWith(waiting.Redacted);
            long count = ids.Count;
            foreach (var shelf in range.Shelves)
            {
                var some = table.Count(range, shelf, except);
                count += some.Count;
                if (some.Count > 0) ids.UnionWith([some.First, some.Last]);
            }

            return new ArchiveCount(count, ids.Count == 0 ? default : ids.Min(), ids.Count == 0 ? default : ids.Max());
        });
    }

    public EventId Latest(ArchiveQuery query)
    {
        var range = new ArchiveRange(query with { FromNewest = true, Limit = 1 });
        return With(table => Rows(table, range) is [var first, ..] ? first.Id : default);
    }

    public ArchiveEntry? Find(Conversation conversation, EventId id)
    {
        var range = new ArchiveRange(new() { Conversation = conversation, Ids = [id], Kinds = ArchiveKinds.All | ArchiveKinds.Redacted });
        return With(table => Rows(table, range) is [var row, ..] ? Reading(table).Entry(row) : null);
    }

    public IReadOnlyList<ArchiveTalk> Talks(string party)
    {
        var latest = new Dictionary<string, EventId>(StringComparer.Ordinal);
        foreach (var talk in tail().TalksOf(party).Select(talk => new ArchiveTalk(talk.Other, talk.Last)).Concat(With(table => table.Talks(party))))
            if (!latest.TryGetValue(talk.Party, out var known) || known < talk.Last) latest[talk.Party] = talk.Last;
        return [.. latest.Select(talk => new ArchiveTalk(talk.Key, talk.Value)).OrderByDescending(talk => talk.Last).Take(IArchive.TalksMax)];
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var table)) table.Dispose();
    }

    private ArchiveReading Reading(ArchiveTable table) =>
        new(position => table.Event(_reader, position), user => table.Names(user, long.MaxValue).Concat(tail().NamesOf(user)));

    private ArchivePage Page(ArchiveTable table, in ArchiveRange range)
    {
        table.Run("BEGIN");
        try
        {
            var rows = Rows(table, range);
            var isComplete = range.Query.Ids is not null || rows.Count <= range.Query.Limit;
            if (!isComplete) rows.RemoveRange(range.Query.Limit, rows.Count - range.Query.Limit);
            if (range.Query.FromNewest) rows.Reverse();
            var reading = Reading(table);
            var entries = new List<ArchiveEntry>(rows.Count);
            foreach (var row in rows)
                if (reading.Entry(row) is { } entry) entries.Add(entry);
            return new(entries, isComplete) { First = rows.Count == 0 ? default : rows[0].Id, Last = rows.Count == 0 ? default : rows[^1].Id };
        }
        finally
        {
            table.Run("COMMIT");
        }
    }

    /// <summary>One row more than was asked for, if there are so many: then it is known that the page is not the last.</summary>
    private List<ArchiveRow> Rows(ArchiveTable table, ArchiveRange range)
    {
        var waiting = new Waiting(tail(), range);
        var rows = waiting.Shown(range, table);
        var written = new List<ArchiveRow>();
        if (range.Query.Ids is { } ids)
        {
            rows.RemoveAll(row => !ids.Contains(row.Id));
            foreach (var id in ids)
                if (table.Find(range.Query.Conversation.Key, id) is { } row && range.Has(row))
                    written.Add(table.IsTakenBack(range.RedactionsAt, id, range.AsOf) ? row with { Kind = ArchiveKinds.Redacted } : row);
        }
        else
            foreach (var shelf in range.Shelves) written.AddRange(table.Rows(range, shelf, range.Query.Limit + 1 + waiting.Redacted.Count));

        foreach (var row in written)
        {
            var isTakenBack = row.Kind == ArchiveKinds.Redacted || waiting.Redacted.Contains(row.Id);
            if (!isTakenBack) rows.Add(row);
            else if (range.KeepsRedacted) rows.Add(row with { Kind = ArchiveKinds.Redacted });
        }

        return range.Order(rows);
    }

    /// <summary>What the tail has for a query, and which messages it says were taken back.</summary>
    private readonly struct Waiting
    {
        public Waiting(ArchiveTail tail, ArchiveRange range)
        {
            var redactionsAt = range.RedactionsAt;
            Rows = tail.Rows(row => range.Has(row) || (row.Shelf == Shelf.Redacted && row.Conversation == redactionsAt && row.Position <= range.AsOf));
            Redacted = [.. Rows.Where(row => row.Shelf == Shelf.Redacted).Select(row => row.Id)];
            Rows.RemoveAll(row => row.Shelf == Shelf.Redacted);
        }

        public List<ArchiveRow> Rows { get; }
        public HashSet<EventId> Redacted { get; }

        /// <summary>The rows as the query wants them. A message may be taken back by an event that came, or was written, before it.</summary>
        public List<ArchiveRow> Shown(ArchiveRange range, ArchiveTable table)
        {
            var shown = new List<ArchiveRow>(Rows.Count);
            foreach (var row in Rows)
            {
                var isTakenBack = Redacted.Contains(row.Id) || table.IsTakenBack(range.RedactionsAt, row.Id, range.AsOf);
                if (!isTakenBack) shown.Add(row);
                else if (range.KeepsRedacted) shown.Add(row with { Kind = ArchiveKinds.Redacted });
            }

            return shown;
        }
    }

    private T With<T>(Func<ArchiveTable, T> what)
    {
        if (!_idle.TryTake(out var table)) table = new(Database.OpenToRead(path));
        try
        {
            return what(table);
        }
        catch
        {
            table.Dispose();
            table = null;
            throw;
        }
        finally
        {
            if (table is not null && _idle.Count < KeptMax) _idle.Add(table);
            else table?.Dispose();
        }
    }
}
