using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Takes the content of events whose time is over: payload and sealed part become digests, so that the chain can still be proved. Where that concerns kinds that change
/// the state, the state at the horizon is kept first, and signed: any moment after it stays exact. May run beside a node, on a connection of its own.
/// </summary>
public static class Compaction
{
    /// <summary>Rows in one transaction: a node beside it waits no longer than these take.</summary>
    public const int SliceRows = 500;

    /// <param name="rules">How long what is kept.</param>
    /// <param name="now">From when back.</param>
    /// <param name="pretend">Only tell what would go.</param>
    /// <exception cref="StoreException">The log cannot be read or written; what was done stays done, and doing it again does the rest.</exception>
    public static CompactionReport Run(string folder, EventCodec codec, RetentionRules rules, Instant now, bool pretend = false, CancellationToken stop = default)
    {
        using var log = StateReplay.Open(folder, codec);
        var cuts = Cuts(log, rules, now);
        var horizon = cuts.Where(cut => codec.Kinds.Find(cut.Kind)?.ChangesState != false).Select(cut => cut.Position).DefaultIfEmpty(0).Max();
        if (!pretend && horizon > SnapshotFolder.HorizonOf(log.Database)) Keep(folder, log, horizon, stop);

        using var database = pretend ? Database.OpenToRead(DataFolder.DatabaseOf(folder)) : Database.OpenToWrite(DataFolder.DatabaseOf(folder));
        var gone = cuts.ToDictionary(cut => cut.Kind, cut => pretend ? Count(database, cut) : Blank(database, cut, stop), StringComparer.Ordinal);
        return new(Math.Max(horizon, SnapshotFolder.HorizonOf(log.Database)), new SortedDictionary<string, long>(gone.Where(kind => kind.Value > 0).ToDictionary(), StringComparer.Ordinal));
    }

    private static List<(string Kind, long Position)> Cuts(StateReplay log, RetentionRules rules, Instant now)
    {
        var cuts = new List<(string, long)>();
        using var kinds = log.Database.Prepare("SELECT DISTINCT event_type FROM events");
        while (kinds.Step())
        {
            if (kinds.Words(0) is not { } kind || rules.Of(kind) is not { } keep) continue;
            using var last = log.Database.Prepare("SELECT id FROM events WHERE timestamp < ? ORDER BY timestamp DESC, id DESC LIMIT 1");
            last.Bind(1, (now + -keep).ToString());
            if (last.Step()) cuts.Add((kind, last.Integer(0)));
        }

        return cuts;
    }

    /// <summary>The state first, then the word that it counts, then what it stands for: whatever comes in between, any moment after the horizon can be told.</summary>
    private static void Keep(string folder, StateReplay log, long horizon, CancellationToken stop)
    {
        var snapshots = new SnapshotFolder(folder);
        var before = SnapshotFolder.HorizonOf(log.Database);
        if (!log.HasKeys) throw new StoreException($"Without the file of keys, {DataFolder.KeysOf(folder)}, the state at the horizon would lack texts and addresses. Run the command as the server's user, or restore the file.");
        var state = log.StateAt(horizon, stop);
        snapshots.Save(log.Database, state, snapshots.BaseOf(horizon));
        HorizonSeal.Set(folder, state);
        if (before > 0) File.Delete(snapshots.BaseOf(before));
        foreach (var position in snapshots.Positions.Where(position => position < horizon)) File.Delete(snapshots.FileOf(position));
    }

    private const string Rows = "FROM events WHERE event_type = ? AND id > ? AND id <= ? AND (payload NOT LIKE '{\"$blanked\":%' OR length(sealed) > 33)";

    private static long Count(Database database, (string Kind, long Position) cut)
    {
        using var rows = database.Prepare($"SELECT count(*) {Rows}");
        Bind(rows, cut, 0);
        return rows.Step() ? rows.Integer(0) : 0;
    }

    private static long Blank(Database database, (string Kind, long Position) cut, CancellationToken stop)
    {
        var (blanked, at) = (0L, 0L);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var slice = new List<long>(SliceRows);
            using (var rows = database.Prepare($"SELECT id {Rows} ORDER BY id LIMIT {SliceRows}"))
            {
                Bind(rows, cut, at);
                while (rows.Step()) slice.Add(rows.Integer(0));
            }

            if (slice.Count == 0) return blanked;
            database.Run("BEGIN IMMEDIATE");
            foreach (var position in slice) RowBlank.Run(database, position);
            database.Run("COMMIT");
            blanked += slice.Count;
            at = slice[^1];
        }
    }

    private static void Bind(Statement rows, (string Kind, long Position) cut, long after)
    {
        rows.Bind(1, cut.Kind);
        rows.Bind(2, after);
        rows.Bind(3, cut.Position);
    }
}

/// <summary>What a compaction took.</summary>
/// <param name="Horizon">The first position of which the state can be told; 0: every one.</param>
/// <param name="Blanked">Events by kind.</param>
public sealed record CompactionReport(long Horizon, IReadOnlyDictionary<string, long> Blanked);
