using System.Globalization;

namespace Parlance.Log;

/// <summary>
/// Makes a log usable again after damage, of a stopped node: indexes are built anew; rows are kept as far as the chain proves them, and not one further. The damaged
/// database is kept beside, and what of it is lost is told.
/// </summary>
public static class LogRepair
{
    private const int GroupRows = 10_000;

    /// <param name="folder">Whose lock the caller holds.</param>
    /// <exception cref="StoreException">Nothing can be read of it, or the repaired log cannot be written.</exception>
    public static RepairReport Run(DataFolder folder, TimeProvider? time = null, CancellationToken stop = default)
    {
        var verdict = LogVerifier.Verify(folder.Path, stop: stop);
        if (verdict.Break is not null) return Cut(folder, verdict, time ?? TimeProvider.System, stop);

        using var database = Database.OpenToWrite(folder.Database);
        if (Troubles(database).Count == 0) return new(verdict.Rows, null, null, "Nothing is damaged.");
        database.Run("REINDEX");
        var left = Troubles(database);
        return left.Count == 0
            ? new(verdict.Rows, null, null, "The indexes were damaged, and are built anew. Every event is there.")
            : throw new StoreException($"{folder.Database} is damaged beyond its indexes, though every event can be read: {left[0]} Take a backup of it with 'parlance backup', which writes it anew, and restore that.");
    }

    private static List<string> Troubles(Database database)
    {
        using var check = database.Prepare("PRAGMA integrity_check(10)");
        var found = new List<string>();
        while (check.Step())
            if (check.Words(0) is { } what && what != "ok") found.Add(what);
        return found;
    }

    /// <summary>Copies the proved rows into a new database with the same id, so that the chain goes on in it.</summary>
    private static RepairReport Cut(DataFolder folder, LogVerdict verdict, TimeProvider time, CancellationToken stop)
    {
        var (beside, end) = (folder.Database + ".new", Beyond(folder.Database));
        File.Delete(beside);
        DataFolder.MakePrivate(beside);
        using (var to = Database.OpenToWrite(beside))
        {
            Schema.Prepare(to, time);
            using var attach = to.Prepare("ATTACH ? AS damaged");
            attach.Bind(1, folder.Database);
            attach.Run();
            to.Run("BEGIN IMMEDIATE");
            to.Run("DELETE FROM main.meta");
            to.Run("INSERT INTO main.meta SELECT name, value FROM damaged.meta WHERE name NOT LIKE 'archive%'");
            to.Run("COMMIT");
            for (var at = 0L; at < verdict.Rows; at += GroupRows)
            {
                stop.ThrowIfCancellationRequested();
                to.Run(string.Create(CultureInfo.InvariantCulture,
                    $"INSERT INTO main.events SELECT {Schema.Columns} FROM damaged.events WHERE id > {at} AND id <= {Math.Min(at + GroupRows, verdict.Rows)} ORDER BY id"));
            }
        }

        var kept = string.Create(CultureInfo.InvariantCulture, $"{folder.Database}.damaged-{time.GetUtcNow():yyyyMMdd-HHmmss}");
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            if (File.Exists(folder.Database + suffix)) File.Move(folder.Database + suffix, kept + suffix);
        File.Move(beside, folder.Database);
        return new(verdict.Rows, verdict.Break, kept, string.Create(CultureInfo.InvariantCulture,
            $"Positions 1 to {verdict.Rows} are kept. Lost: {verdict.Rows + 1} to {(end > verdict.Rows ? end.ToString(CultureInfo.InvariantCulture) : "the end")}, because position {verdict.Break!.Position} is not as it was written: {verdict.Break.What}"));
    }

    /// <summary>The last position that the damaged file speaks of; 0: it does not tell.</summary>
    private static long Beyond(string path)
    {
        try
        {
            using var database = Database.OpenToRead(path);
            return database.Number("SELECT max(id) FROM events");
        }
        catch (StoreException)
        {
            return 0;
        }
    }
}

/// <summary>What a repair came to.</summary>
/// <param name="Rows">Events that are there.</param>
/// <param name="Break">The first that was not as it was written; null: all were.</param>
/// <param name="Kept">Where the damaged database is; null: it was not replaced.</param>
/// <param name="Words">The same for people.</param>
public sealed record RepairReport(long Rows, LogBreak? Break, string? Kept, string Words);
