using System.Globalization;
using Parlance.Domain;
using Parlance.Domain.Messages;

namespace Parlance.Log;

/// <summary>
/// Takes what is to go from the log: texts that are too old, too many, or taken back, and their places in the archive. The rows stay, blanked, and the
/// proof of the chain with them. In slices, each a transaction of its own; where it stopped is kept in the database. For the writer's thread.
/// </summary>
internal sealed class ArchiveUpkeep(Database database, EventCodec codec, RowReader reader, long filled)
{
    /// <summary>Rows looked at, and the most that are blanked, in one slice: some milliseconds.</summary>
    public const int SliceMax = 500;

    /// <summary>Conversations counted in one slice.</summary>
    private const int ConversationsMax = 20;

    private const string Aged = "archive_aged_to";
    private const string Erased = "archive_erased_to";
    private const string Counted = "archive_counted";

    private readonly Metadata _meta = new(database);

    /// <summary>One slice. True: there may be more to do at once.</summary>
    public bool Slice(in ArchiveKeeping keeping)
    {
        database.Run("BEGIN IMMEDIATE");
        var goesOn = Age(keeping.From);
        if (keeping.ErasesRedacted) goesOn |= EraseRedacted();
        for (var i = 0; i < ConversationsMax && keeping.MessagesMax > 0 && Thin(keeping.MessagesMax); i++) goesOn |= i == ConversationsMax - 1;
        database.Run("COMMIT");
        return goesOn;
    }

    /// <summary>Oldest first, as the log has them: up to the first that may stay.</summary>
    private bool Age(Instant from)
    {
        var (done, looked) = (Number(Aged), 0);
        var old = new List<long>();
        using (var rows = database.Prepare($"SELECT id, hlc FROM events WHERE event_type = 'message.sent' AND id > ? AND id <= ? ORDER BY id LIMIT {SliceMax}"))
        {
            rows.Bind(1, done);
            rows.Bind(2, filled);
            while (rows.Step() && new Stamp((ulong)rows.Integer(1)).Wall < from)
            {
                looked++;
                old.Add(rows.Integer(0));
            }
        }

        if (old.Count == 0) return false;
        foreach (var position in old) Forget(position);
        Set(Aged, old[^1]);
        using var talks = database.Prepare("DELETE FROM archive_talks WHERE hlc < ?");
        talks.Bind(1, (long)Stamp.At(from).Value);
        talks.Run();
        return looked == SliceMax;
    }

    private bool EraseRedacted()
    {
        var (done, looked) = (Number(Erased), 0);
        var redactions = new List<LogEntry>();
        using (var rows = database.Prepare($"SELECT {Schema.Columns} FROM events WHERE event_type = 'message.redacted' AND id > ? AND id <= ? ORDER BY id LIMIT {SliceMax}"))
        {
            rows.Bind(1, done);
            rows.Bind(2, filled);
            while (rows.Step())
            {
                looked++;
                done = rows.Integer(0);
                redactions.Add(reader.Read(rows));
            }
        }

        if (looked == 0) return false;
        using var find = database.Prepare("SELECT id FROM events WHERE id IN (SELECT pos FROM archive WHERE conversation = ? AND shelf < 2 AND hlc = ? AND node = ?)");
        foreach (var entry in redactions)
        {
            if (entry.Event is not MessageRedacted redacted) continue;
            find.Bind(1, redacted.IsDirect ? Conversation.Between(Party.Of(entry.At.By.Uid, entry.At.By.Account), Party.Of(redacted.To, redacted.ToAccount)).Key : entry.At.Room.ToString());
            find.Bind(2, (long)redacted.Message.Stamp.Value);
            find.Bind(3, redacted.Message.Node.Value);
            var position = find.Step() ? find.Integer(0) : 0;
            find.Reset();
            if (position > 0) Forget(position);
        }

        Set(Erased, done);
        return looked == SliceMax;
    }

    /// <summary>One conversation, in the order of their keys, round and round.</summary>
    private bool Thin(int most)
    {
        var last = _meta.Value(Counted) ?? "";
        using var next = database.Prepare("SELECT conversation FROM archive WHERE conversation > ? AND shelf = 0 LIMIT 1");
        next.Bind(1, last);
        if (!next.Step())
        {
            if (last.Length > 0) _meta.Set(Counted, "");
            return false;
        }

        var conversation = next.Words(0) ?? "";
        var many = new List<long>();
        // An account's own row of conversations is no conversation: it follows these.
        if (EventId.TryParse(conversation, out _) || conversation.Contains(' ', StringComparison.Ordinal))
        {
            using var rows = database.Prepare($"SELECT pos FROM archive WHERE conversation = ?1 AND shelf = 0 AND (hlc, node) <= (SELECT hlc, node FROM archive WHERE conversation = ?1 AND shelf = 0 ORDER BY hlc DESC, node DESC LIMIT 1 OFFSET ?2) ORDER BY hlc, node LIMIT {SliceMax}");
            rows.Bind(1, conversation);
            rows.Bind(2, most);
            while (rows.Step()) many.Add(rows.Integer(0));
        }

        foreach (var position in many) Forget(position);
        if (many.Count < SliceMax) _meta.Set(Counted, conversation);
        return true;
    }

    /// <summary>Takes a message's places out of the archive, and its text out of the log.</summary>
    private void Forget(long position)
    {
        var index = new ArchiveIndexer();
        ArchiveFill.Index(database, reader, codec, position - 1, position, index);
        using var delete = database.Prepare("DELETE FROM archive WHERE conversation = ? AND shelf = ? AND hlc = ? AND node = ? AND pos = ?");
        foreach (var row in index.Rows)
        {
            delete.Bind(1, row.Conversation);
            delete.Bind(2, (int)row.Shelf);
            delete.Bind(3, (long)row.Id.Stamp.Value);
            delete.Bind(4, row.Id.Node.Value);
            delete.Bind(5, row.Position);
            delete.Run();
        }

        RowBlank.Run(database, position);
    }

    private long Number(string name) => long.TryParse(_meta.Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private void Set(string name, long value) => _meta.Set(name, value.ToString(CultureInfo.InvariantCulture));
}
