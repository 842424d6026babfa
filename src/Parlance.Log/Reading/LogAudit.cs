using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Everything that can be proved of a log, its snapshots and its keys: the chain of rows, every key's checksum, each snapshot against a state replayed from the first
/// event on, the archive's index and the database's own. Changes nothing; may run beside a node. The base of <c>parlance log verify</c>.
/// </summary>
public static class LogAudit
{
    /// <summary>The most findings told of one sort.</summary>
    public const int FindingsMax = 20;

    /// <exception cref="StoreException">There is no log, or it cannot be opened.</exception>
    public static LogReport Run(string folder, EventCodec codec, Action<long>? progress = null, CancellationToken stop = default)
    {
        // The chain and the replay read the same rows for different ends, and neither waits for the other.
        var snapshots = Task.Run(() => Snapshots(folder, codec, stop), stop);
        var indexes = Task.Run(() => Indexes(folder, codec, stop), stop);
        var verdict = LogVerifier.Verify(folder, out var lastKey, progress, stop);
        List<LogFinding> findings = [.. Keys(folder, lastKey)];
        var (checkedSnapshots, damaged) = Result(snapshots);
        findings.AddRange(damaged);
        findings.AddRange(Result(indexes));
        findings.AddRange(Horizon(folder));
        return new(verdict, checkedSnapshots, findings);
    }

    private static T Result<T>(Task<T> task)
    {
        try
        {
            task.Wait();
            return task.Result;
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e.InnerException!).Throw();
            throw;
        }
    }

    private static IEnumerable<LogFinding> Keys(string folder, uint lastKey)
    {
        var path = DataFolder.KeysOf(folder);
        if (!File.Exists(path))
        {
            if (lastKey > 0) yield return new(path, "it is missing: what is sealed cannot be read. Restore it from its backup.");
            yield break;
        }

        KeyFile? file = null;
        string? trouble = null;
        try
        {
            file = KeyFile.Open(path, write: false);
        }
        catch (StoreException e)
        {
            trouble = e.Message;
        }

        if (file is null)
        {
            yield return new(path, trouble!);
            yield break;
        }

        using (file)
        {
            foreach (var number in file.Damaged().Take(FindingsMax))
                yield return new(path, $"key {number} is damaged (bytes {number * KeyFile.RecordLength} to {((number + 1) * KeyFile.RecordLength) - 1}): what it sealed cannot be read. Restore the file from its backup.");
            if (lastKey >= file.Records) yield return new(path, $"it ends at key {file.Records - 1}, and events name keys up to {lastKey}: it is older than the log, or was cut off. Restore it from its backup.");
        }
    }

    /// <summary>A compacted log is what its node signed when it was.</summary>
    private static IEnumerable<LogFinding> Horizon(string folder)
    {
        using var database = LogReader.OpenDatabase(folder);
        var horizon = SnapshotFolder.HorizonOf(database);
        if (horizon == 0) yield break;

        var (meta, snapshots) = (new Metadata(database), new SnapshotFolder(folder));
        if (HorizonSeal.Parse(meta.Value(HorizonSeal.Name)) is not { } seal || seal.Position != horizon || !seal.IsBy(meta.Value("database") ?? ""))
            yield return new(database.Path, $"the seal over positions 1 to {horizon} is not what the node signed. Restore the last backup.");
        else if (!seal.RowHash.AsSpan().SequenceEqual(SnapshotFolder.RowHash(database, horizon)))
            yield return new(database.Path, $"position {horizon} is not the one that was sealed. Restore the last backup.");
        else if (BaseTrouble(snapshots, database, seal) is { } trouble)
            yield return new(snapshots.BaseOf(horizon), trouble);
    }

    private static string? BaseTrouble(SnapshotFolder snapshots, Database database, HorizonSeal seal)
    {
        try
        {
            return StateHash.Of(snapshots.Base(database)).AsSpan().SequenceEqual(seal.StateHash) ? null : "it is not the state that the node signed. Restore it from the last backup.";
        }
        catch (StoreException e)
        {
            return e.Message;
        }
    }

    private static IReadOnlyList<LogFinding> Indexes(string folder, EventCodec codec, CancellationToken stop)
    {
        try
        {
            using var database = LogReader.OpenDatabase(folder);
            using var check = database.Prepare($"PRAGMA integrity_check({FindingsMax})");
            var findings = new List<LogFinding>();
            while (check.Step())
                if (check.Words(0) is { } what && what != "ok") findings.Add(new(database.Path, $"{what}. With an intact chain, 'parlance log repair' builds the indexes anew."));
            if (ArchiveCheck.Compare(folder, codec, stop: stop) is { } difference)
                findings.Add(new(database.Path, $"its index of history is not what the events make: {difference} Stop the server and have it made again: docs/operate/history.md, \"Making the index again\"."));
            return findings;
        }
        catch (StoreException e)
        {
            return [new(DataFolder.DatabaseOf(folder), e.Message)];
        }
    }

    private static (int Checked, IReadOnlyList<LogFinding> Findings) Snapshots(string folder, EventCodec codec, CancellationToken stop)
    {
        var (findings, snapshots) = (new List<LogFinding>(), new SnapshotFolder(folder));
        var positions = snapshots.Positions;
        if (positions.Count == 0) return (0, findings);

        try
        {
            if (SnapshotKey.Read(snapshots.KeyPath) is not { } key) return (0, [new(snapshots.KeyPath, "it is missing or may not be read here: the snapshots are useless without it. Delete the folder 'snapshots'; they are made anew.")]);
            using var log = StateReplay.Open(folder, codec);
            var state = log.Origin();
            foreach (var position in positions.Where(position => position >= state.Position))
            {
                var path = snapshots.FileOf(position);
                if (Damage(snapshots, path, log, key, out var kept) is { } damage)
                {
                    findings.Add(new(path, $"{damage} Delete it: it is made anew."));
                    continue;
                }

                log.Forward(state, position, stop: stop);
                var replayed = StateHash.Of(state);
                if (!replayed.AsSpan().SequenceEqual(kept!.StateHash) || !replayed.AsSpan().SequenceEqual(StateHash.Of(kept.State)))
                    findings.Add(new(path, $"its state is not what the events up to position {position} come to. Delete it: it is made anew."));
            }
        }
        catch (StoreException e)
        {
            findings.Add(new(snapshots.Path, e.Message));
        }

        return (positions.Count, findings);
    }

    private static string? Damage(SnapshotFolder snapshots, string path, StateReplay log, byte[] key, out SnapshotFile? read)
    {
        read = null;
        try
        {
            read = SnapshotFolder.Read(path, log.Database, key);
            return null;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or StoreException)
        {
            return e.Message;
        }
    }
}

/// <summary>What was found out about a log.</summary>
/// <param name="Chain">The rows.</param>
/// <param name="Snapshots">How many snapshots were held against a replay.</param>
/// <param name="Findings">What is wrong beside the chain.</param>
public sealed record LogReport(LogVerdict Chain, int Snapshots, IReadOnlyList<LogFinding> Findings)
{
    public bool IsIntact => Chain.Break is null && Findings.Count == 0;
}

/// <summary>Something that is wrong: in which file, what, and what to do about it.</summary>
public sealed record LogFinding(string Where, string What);
