using Parlance.Domain;

namespace Parlance.Log;

/// <summary>The archive of a log in memory: the same index over the same events, without tables.</summary>
internal sealed class MemoryArchive(IReadOnlyList<LogEntry> entries) : IArchive
{
    private readonly ArchiveIndexer _index = new();
    private readonly SortedSet<ArchiveRow> _rows = [];
    private int _indexed;

    public long Reach => entries.Count;

    public ArchivePage Read(ArchiveQuery query)
    {
        var range = new ArchiveRange(query);
        if (query.Limit == 0) return ArchivePage.Empty;

        var rows = Rows(range);
        var isComplete = query.Ids is not null || rows.Count <= query.Limit;
        if (!isComplete) rows.RemoveRange(query.Limit, rows.Count - query.Limit);
        if (query.FromNewest) rows.Reverse();
        var reading = Reading();
        var found = rows.Select(row => reading.Entry(row)).OfType<ArchiveEntry>().ToList();
        return new(found, isComplete) { First = rows.Count == 0 ? default : rows[0].Id, Last = rows.Count == 0 ? default : rows[^1].Id };
    }

    public ArchiveCount Count(ArchiveQuery query)
    {
        var rows = Rows(new(query with { FromNewest = false }));
        return rows.Count == 0 ? default : new(rows.Count, rows[0].Id, rows[^1].Id);
    }

    public EventId Latest(ArchiveQuery query) => Rows(new(query with { FromNewest = true })) is [var first, ..] ? first.Id : default;

    public ArchiveEntry? Find(Conversation conversation, EventId id)
    {
        Index();
        var redactionsAt = new ArchiveRange(new() { Conversation = conversation }).RedactionsAt;
        foreach (var row in _rows)
            if (row.Conversation == conversation.Key && row.Id == id && row.Shelf != Shelf.Redacted)
                return Reading().Entry(IsTakenBack(redactionsAt, id, long.MaxValue) ? row with { Kind = ArchiveKinds.Redacted } : row);
        return null;
    }

    public IReadOnlyList<ArchiveTalk> Talks(string party)
    {
        Index();
        return [.. _index.Talks.Where(talk => talk.Party == party).GroupBy(talk => talk.Other).Select(talk => new ArchiveTalk(talk.Key, talk.Max(t => t.Last)))
            .OrderByDescending(talk => talk.Last).Take(IArchive.TalksMax)];
    }

    private ArchiveReading Reading() => new(
        position => position <= entries.Count ? entries[(int)position - 1] : null,
        user => _index.Names.Where(name => name.User == user).Select(name => name.Position));

    private List<ArchiveRow> Rows(ArchiveRange range)
    {
        Index();
        var keepsRedacted = (range.Query.Kinds & ArchiveKinds.Redacted) != 0;
        var rows = _rows.Where(row => range.Has(row) && (range.Query.Ids is null || range.Query.Ids.Contains(row.Id)))
            .Select(row => IsTakenBack(range.RedactionsAt, row.Id, range.AsOf) ? row with { Kind = ArchiveKinds.Redacted } : row)
            .Where(row => keepsRedacted || row.Kind != ArchiveKinds.Redacted);
        return range.Order(rows);
    }

    private bool IsTakenBack(string redactionsAt, EventId id, long asOf) =>
        _rows.TryGetValue(new(redactionsAt, Shelf.Redacted, id, 0, default), out var redaction) && redaction.Position <= asOf;

    /// <summary>Takes in what was written since it was last asked; after a loss of power, everything again.</summary>
    private void Index()
    {
        if (_indexed > entries.Count)
        {
            _rows.Clear();
            _index.Clear();
            _indexed = 0;
        }

        for (; _indexed < entries.Count; _indexed++) _index.Take(entries[_indexed].Event, entries[_indexed].At);
        _rows.UnionWith(_index.Rows);
        _index.Rows.Clear();
    }
}
