namespace Parlance.Log;

/// <summary>
/// Walks the chain of a log and computes every hash again; changes nothing, and may run beside a node. The base of <c>parlance log verify</c>. It proves that
/// no row was changed, removed from between, or put in; rows cut off at the end leave a shorter chain that is whole.
/// </summary>
public static class LogVerifier
{
    /// <summary>Rows read at once, so that a node beside it can reuse its write-ahead log.</summary>
    private const int PageRows = 10_000;

    /// <param name="progress">Told the position reached, once a page.</param>
    /// <exception cref="StoreException">There is no log, or it cannot be opened.</exception>
    public static LogVerdict Verify(string folder, Action<long>? progress = null, CancellationToken stop = default) => Verify(folder, out _, progress, stop);

    /// <inheritdoc cref="Verify(string, Action{long}?, CancellationToken)"/>
    /// <param name="lastKey">The greatest number of a key that a row names.</param>
    internal static LogVerdict Verify(string folder, out uint lastKey, Action<long>? progress, CancellationToken stop)
    {
        using var database = LogReader.OpenDatabase(folder);
        var walk = new ChainWalk(Schema.Genesis(database));
        try
        {
            return Walk(database, walk, progress, stop);
        }
        finally
        {
            lastKey = walk.LastKey;
        }
    }

    private static LogVerdict Walk(Database database, ChainWalk walk, Action<long>? progress, CancellationToken stop)
    {
        try
        {
            for (var before = -1L; walk.Position != before && walk.Break is null;)
            {
                stop.ThrowIfCancellationRequested();
                before = walk.Position;
                Page(database, walk);
                progress?.Invoke(walk.Position);
            }
        }
        catch (StoreException e)
        {
            return new(walk.Position, new(walk.Position + 1, $"it cannot be read: {e.Message}"));
        }

        return new(walk.Position, walk.Break);
    }

    private static void Page(Database database, ChainWalk walk)
    {
        using var rows = database.Prepare($"SELECT {Schema.Columns} FROM events WHERE id > ? ORDER BY id LIMIT {PageRows}");
        rows.Bind(1, walk.Position == 0 ? long.MinValue : walk.Position);
        while (walk.Break is null && rows.Step()) walk.Take(rows);
    }
}

/// <summary>What a verification found: <paramref name="Rows"/> are whole; null <paramref name="Break"/>: all are.</summary>
public sealed record LogVerdict(long Rows, LogBreak? Break);

/// <summary>The first row that is not as it was written, and in what way.</summary>
public sealed record LogBreak(long Position, string What);
