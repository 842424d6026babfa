using System.Globalization;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Keeps the archive's tables in step with the events, in the transactions that insert these. For the writer's thread.</summary>
internal sealed class ArchiveFill
{
    /// <summary>How many events wait to be indexed together: what <see cref="ArchiveTail"/> holds, and a start after a crash reads again.</summary>
    public const int Chunk = 2_048;

    private const string Name = "archive_to";

    private readonly EventCodec _codec;
    private readonly ArchiveIndexer _group = new();
    private long _filled;
    private bool _fills;

    public ArchiveFill(Database database, EventCodec codec)
    {
        (_codec, _filled) = (codec, FilledIn(database));
    }

    /// <summary>The last event that is in the tables.</summary>
    public long Filled => _filled;

    public ArchiveTail Tail { get; } = new();

    /// <summary>The last event that is in the tables of a database.</summary>
    public static long FilledIn(Database database) =>
        long.TryParse(new Metadata(database).Value(Name), NumberStyles.None, CultureInfo.InvariantCulture, out var filled) ? filled : 0;

    /// <summary>Takes out what belongs to events beyond a position, which are no more.</summary>
    public static void CutAt(Database database, long last)
    {
        if (FilledIn(database) <= last) return;
        foreach (var table in (ReadOnlySpan<string>)["archive", "archive_names"])
            database.Run(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE pos > {last}"));
        new Metadata(database).Set(Name, last.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Takes in what the events of a database say beyond the tables: after a crash the last chunk, after an upgrade all of them.</summary>
    public void CatchUp(Database database, RowReader reader, long last)
    {
        while (_filled < last)
        {
            var until = Math.Min(last, _filled + Chunk);
            Index(database, reader, _codec, _filled, until, _group);
            if (until - _filled < Chunk)
            {
                Tail.Clear();
                Tail.Add(_group);
                _group.Clear();
                return;
            }

            database.Run("BEGIN IMMEDIATE");
            Write(database, ([.. _group.Rows], [.. _group.Talks], [.. _group.Names]), until);
            database.Run("COMMIT");
            _group.Clear();
            _filled = until;
        }
    }

    /// <summary>What the events after <paramref name="from"/> up to <paramref name="until"/> say of the archive.</summary>
    public static void Index(Database database, RowReader reader, EventCodec codec, long from, long until, ArchiveIndexer into)
    {
        var kinds = codec.Kinds.All.Where(kind => ArchiveIndexer.Concerns(kind.Type)).Select(kind => kind.Name).ToHashSet(StringComparer.Ordinal);
        using var rows = database.Prepare($"SELECT {Schema.Columns} FROM events WHERE id > ? AND id <= ? ORDER BY id");
        rows.Bind(1, from);
        rows.Bind(2, until);
        while (rows.Step())
        {
            if (!kinds.Contains(rows.Words((int)Column.EventType) ?? "")) continue;
            var entry = reader.Read(rows);
            into.Take(entry.Event, entry.At);
        }
    }

    public void Take(in LogEntry entry, long position) => _group.Take(entry.Event, entry.At.Position == position ? entry.At : entry.At with { Position = position });

    /// <summary>Puts what waits into the tables before its time, in a transaction of its own.</summary>
    public void Flush(Database database, long last)
    {
        if (_filled == last) return;
        database.Run("BEGIN IMMEDIATE");
        Write(database, Tail.With(_group), last);
        database.Run("COMMIT");
        _filled = last;
        Tail.Clear();
    }

    /// <summary>Within the transaction: indexes what was inserted, once there is enough.</summary>
    public void Fill(Database database, long last)
    {
        _fills = last - _filled >= Chunk;
        if (_fills) Write(database, Tail.With(_group), last);
    }

    /// <summary>The transaction was committed.</summary>
    public void Committed(long last)
    {
        if (_fills)
        {
            _filled = last;
            Tail.Clear();
        }
        else Tail.Add(_group);
        _group.Clear();
    }

    /// <summary>It was not.</summary>
    public void Undo() => _group.Clear();

    private static void Write(Database database, (List<ArchiveRow> Rows, List<Talk> Talks, List<Naming> Names) what, long last)
    {
        Insert(database, what.Rows);
        Insert(database, what.Talks);
        using (var names = database.Prepare("INSERT OR IGNORE INTO archive_names VALUES (?, ?)"))
            foreach (var name in what.Names)
            {
                names.Bind(1, name.User.ToString());
                names.Bind(2, name.Position);
                names.Run();
            }

        new Metadata(database).Set(Name, last.ToString(CultureInfo.InvariantCulture));
    }

    private static void Insert(Database database, List<ArchiveRow> rows)
    {
        // Of several that take the same message back the first counts.
        rows.Sort(static (a, b) => a.CompareTo(b) is not 0 and var order ? order : a.Position.CompareTo(b.Position));
        using var insert = new ArchiveInsert(database);
        foreach (var row in rows) insert.Run(row);
    }

    private static void Insert(Database database, List<Talk> talks)
    {
        var last = new Dictionary<(string, string), EventId>();
        foreach (var talk in talks)
            if (!last.TryGetValue((talk.Party, talk.Other), out var known) || known < talk.Last) last[(talk.Party, talk.Other)] = talk.Last;

        using var insert = database.Prepare(
            "INSERT INTO archive_talks VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET hlc = excluded.hlc, node = excluded.node WHERE (excluded.hlc, excluded.node) > (hlc, node)");
        foreach (var ((party, other), id) in last)
        {
            insert.Bind(1, party);
            insert.Bind(2, other);
            insert.Bind(3, (long)id.Stamp.Value);
            insert.Bind(4, id.Node.Value);
            insert.Run();
        }
    }
}
