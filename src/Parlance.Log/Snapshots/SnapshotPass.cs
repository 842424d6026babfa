namespace Parlance.Log;

/// <summary>Makes the snapshots that a log lacks, one every so many events, by replaying it: nothing of a running node is touched.</summary>
public static class SnapshotPass
{
    /// <summary>Events between snapshots: what a moment costs beyond reading a snapshot.</summary>
    public const int Every = 50_000;

    /// <summary>The most snapshots kept; when there are more, every second of the older half goes.</summary>
    public const int KeptMax = 512;

    /// <summary>Brings the snapshots up to the end of the log. Returns how many were made.</summary>
    /// <exception cref="StoreException">The log cannot be read, or a snapshot not be written.</exception>
    public static int Run(string folder, EventCodec codec, int every = Every, CancellationToken stop = default)
    {
        using var log = StateReplay.Open(folder, codec);
        if (!log.HasKeys) throw new StoreException($"Without the file of keys, {DataFolder.KeysOf(folder)}, a snapshot would lack texts and addresses. Run the command as the server's user, or restore the file.");
        var snapshots = new SnapshotFolder(folder);
        var from = snapshots.Positions.LastOrDefault(position => position <= log.Last);
        if ((Math.Max(from, log.First) / every) + 1 > log.Last / every) return 0;

        var made = 0;
        var state = log.StateAt(Math.Max(from, log.First), stop);
        for (var next = ((state.Position / every) + 1) * every; next <= log.Last; next += every)
        {
            log.Forward(state, next, stop: stop);
            snapshots.Save(log.Database, state);
            made++;
        }

        Thin(snapshots);
        return made;
    }

    private static void Thin(SnapshotFolder snapshots)
    {
        for (var all = snapshots.Positions; all.Count > KeptMax; all = snapshots.Positions)
            for (var i = 1; i < all.Count / 2; i += 2) File.Delete(snapshots.FileOf(all[i]));
    }
}
