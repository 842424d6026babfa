using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Log;

/// <summary>Finds rows of the archive in the tables of one connection; for one thread at a time. Statements are kept: preparing one costs more than running it.</summary>
internal sealed class ArchiveTable(Database database) : IDisposable
{
    private const string Range = "conversation = ?1 AND shelf = ?2 AND (hlc, node) > (?3, ?4) AND (hlc, node) < (?5, ?6) AND pos <= ?7 AND (kind & ?8) <> 0 AND at_least <= ?9";
    private const string IsRedacted = "EXISTS (SELECT 1 FROM archive r WHERE r.conversation = ?10 AND r.shelf = 2 AND r.hlc = a.hlc AND r.node = a.node AND r.pos <= ?7)";
    private const string Shown = $"FROM archive a WHERE {Range} AND (?11 OR NOT {IsRedacted})";
    private const string Row = $"SELECT hlc, node, pos, kind, at_least, {IsRedacted} {Shown}";

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>At most so many rows of a shelf, from the end the query counts from.</summary>
    public List<ArchiveRow> Rows(in ArchiveRange range, Shelf shelf, int limit)
    {
        var order = range.Query.FromNewest ? "DESC" : "ASC";
        var rows = Prepare($"{Row} ORDER BY hlc {order}, node {order} LIMIT ?12");
        Bind(rows, range, shelf);
        rows.Bind(12, limit);
        var found = new List<ArchiveRow>(Math.Min(limit, 1024));
        while (rows.Step()) found.Add(RowOf(rows, range.Query.Conversation.Key, shelf));
        rows.Reset();
        return found;
    }

    /// <summary>How many rows of a shelf there are; of the rows that <paramref name="except"/> names none is counted.</summary>
    public (long Count, EventId First, EventId Last) Count(in ArchiveRange range, Shelf shelf, HashSet<EventId> except)
    {
        var rows = Prepare($"SELECT hlc, node {Shown} ORDER BY hlc, node");
        Bind(rows, range, shelf);
        var (count, first, last) = (0L, default(EventId), default(EventId));
        while (rows.Step())
        {
            var id = IdAt(rows, 0);
            if (except.Contains(id)) continue;
            if (count++ == 0) first = id;
            last = id;
        }

        rows.Reset();
        return (count, first, last);
    }

    /// <summary>One row, whatever it is.</summary>
    public ArchiveRow? Find(string conversation, EventId id)
    {
        var rows = Prepare("SELECT hlc, node, pos, kind, at_least, 0, shelf FROM archive WHERE conversation = ? AND shelf = ? AND hlc = ? AND node = ?");
        foreach (var shelf in (ReadOnlySpan<Shelf>)[Shelf.Words, Shelf.Events])
        {
            rows.Bind(1, conversation);
            rows.Bind(2, (int)shelf);
            rows.Bind(3, (long)id.Stamp.Value);
            rows.Bind(4, id.Node.Value);
            ArchiveRow? found = rows.Step() ? RowOf(rows, conversation, shelf) : null;
            rows.Reset();
            if (found is not null) return found;
        }

        return null;
    }

    public bool IsTakenBack(string redactionsAt, EventId id, long asOf)
    {
        var rows = Prepare("SELECT 1 FROM archive WHERE conversation = ? AND shelf = 2 AND hlc = ? AND node = ? AND pos <= ?");
        rows.Bind(1, redactionsAt);
        rows.Bind(2, (long)id.Stamp.Value);
        rows.Bind(3, id.Node.Value);
        rows.Bind(4, asOf);
        var any = rows.Step();
        rows.Reset();
        return any;
    }

    public IEnumerable<ArchiveTalk> Talks(string party)
    {
        var rows = Prepare($"SELECT hlc, node, other FROM archive_talks WHERE party = ? LIMIT {IArchive.TalksMax}");
        rows.Bind(1, party);
        var found = new List<ArchiveTalk>();
        while (rows.Step()) found.Add(new(rows.Words(2) ?? "", IdAt(rows, 0)));
        rows.Reset();
        return found;
    }

    /// <summary>Where a user was given names, up to a position, the latest first.</summary>
    public List<long> Names(Uid user, long until)
    {
        var rows = Prepare("SELECT pos FROM archive_names WHERE uid = ? AND pos <= ? ORDER BY pos DESC LIMIT 100");
        rows.Bind(1, user.ToString());
        rows.Bind(2, until);
        var found = new List<long>();
        while (rows.Step()) found.Add(rows.Integer(0));
        rows.Reset();
        return found;
    }

    public LogEntry? Event(RowReader reader, long position)
    {
        var rows = Prepare($"SELECT {Schema.Columns} FROM events WHERE id = ?");
        rows.Bind(1, position);
        LogEntry? entry = rows.Step() ? reader.Read(rows) : null;
        rows.Reset();
        return entry;
    }

    public void Run(string sql) => database.Run(sql);

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        database.Dispose();
    }

    private Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements.Add(sql, statement = database.Prepare(sql, keep: true));
        return statement;
    }

    private static void Bind(Statement rows, in ArchiveRange range, Shelf shelf)
    {
        rows.Bind(1, range.Query.Conversation.Key);
        rows.Bind(2, (int)shelf);
        rows.Bind(3, (long)range.Above.Stamp.Value);
        rows.Bind(4, range.Above.Node.Value);
        rows.Bind(5, (long)range.Below.Stamp.Value);
        rows.Bind(6, range.Below.Node.Value);
        rows.Bind(7, range.AsOf);
        rows.Bind(8, (int)range.Query.Kinds);
        rows.Bind(9, (int)range.Query.Rank);
        rows.Bind(10, range.RedactionsAt);
        rows.Bind(11, (range.Query.Kinds & ArchiveKinds.Redacted) != 0 ? 1 : 0);
    }

    private static ArchiveRow RowOf(Statement row, string conversation, Shelf shelf) =>
        new(conversation, shelf, IdAt(row, 0), row.Integer(2), row.Integer(5) != 0 ? ArchiveKinds.Redacted : (ArchiveKinds)row.Integer(3), (Rank)row.Integer(4));

    private static EventId IdAt(Statement row, int column) => new(new((ulong)row.Integer(column)), new((uint)row.Integer(column + 1)));
}
