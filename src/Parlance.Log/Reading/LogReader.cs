using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Reads the log of a folder, whether or not a node runs on it; changes nothing. The base of <c>parlance log tail|query</c>. For one thread.
/// </summary>
public sealed class LogReader : IDisposable
{
    /// <summary>How often a follower looks whether there is more.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    private const int FollowPage = 500;

    private readonly Database _database;
    private readonly SubjectKeys? _keys;

    private LogReader(Database database, SubjectKeys? keys) => (_database, _keys) = (database, keys);

    /// <summary>Whether the keys can be read here: if not, what is sealed stays so.</summary>
    public bool HasKeys => _keys is not null;

    public long Last => _database.Number("SELECT coalesce(max(id), 0) FROM events");

    /// <summary>Ends a query that runs, which then throws; from any thread.</summary>
    public void Interrupt() => _database.Interrupt();

    /// <exception cref="StoreException">There is no log, or it cannot be read.</exception>
    public static LogReader Open(string folder)
    {
        var database = OpenDatabase(folder);
        try
        {
            return new(database, OpenKeys(folder));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The database's own id, which its cursors carry.</summary>
    public string DatabaseId => new Metadata(_database).Value("database") ?? "";

    /// <summary>The rows a query asks for, in its order.</summary>
    public IReadOnlyList<EventRow> Query(EventQuery query) => query.Text is null ? [.. Page(query)] : [.. Stream(query, query.Limit)];

    /// <summary>
    /// Rows one after the other, however many: a page at a time, so that neither memory nor a node's write-ahead log grows. Rows that cannot be read are passed
    /// over and told.
    /// </summary>
    /// <param name="query">What is asked; its limit does not count.</param>
    /// <param name="most">The most rows.</param>
    /// <param name="damaged">Told of each run of positions that cannot be read, and why; null: they are an error.</param>
    /// <exception cref="StoreException">Rows cannot be read, and nobody is to be told.</exception>
    public IEnumerable<EventRow> Stream(EventQuery query, long most = long.MaxValue, Action<LogGap>? damaged = null, CancellationToken stop = default)
    {
        var pages = new PageStream(_database, _keys, query with { Text = null }, damaged);
        foreach (var row in pages.Rows(stop))
        {
            if (!query.Fits(row)) continue;
            if (most-- <= 0) yield break;
            yield return row;
        }
    }

    private IEnumerable<EventRow> Page(EventQuery query)
    {
        using var rows = new QuerySql(query).Prepare(_database);
        while (rows.Step()) yield return EventRow.Read(rows, _keys);
    }

    /// <summary>The ids of all rooms that were created under a name, or given it, exactly.</summary>
    public IReadOnlyList<EventId> RoomsNamed(string name)
    {
        using var rows = _database.Prepare("SELECT DISTINCT room FROM events WHERE target = ? AND event_type IN ('channel.create', 'channel.rename')");
        rows.Bind(1, name);
        var found = new List<EventId>();
        while (rows.Step())
            if (EventId.TryParse(rows.Words(0), out var id)) found.Add(id);
        return found;
    }

    /// <summary>The last rows that a query would give, oldest first.</summary>
    public IReadOnlyList<EventRow> Tail(int count, EventQuery? query = null) =>
        [.. Query((query ?? new()) with { NewestFirst = true, Limit = count, After = null }).Reverse()];

    /// <summary>Rows as they are written, beyond a position; ends when told to.</summary>
    public async IAsyncEnumerable<EventRow> Follow(
        long after, EventQuery? query = null, TimeProvider? time = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
    {
        query = (query ?? new()) with { NewestFirst = false, Limit = FollowPage };
        for (var seen = -1L; !stop.IsCancellationRequested;)
        {
            // It grows with every commit of another connection: no query while nothing happens.
            var version = _database.Number("PRAGMA data_version");
            if (version != seen)
            {
                var end = Last;
                var page = Page(query with { After = after, Text = null }).ToList();
                foreach (var row in page)
                    if (query.Fits(row)) yield return row;
                after = page.Count > 0 ? page[^1].Position : Math.Max(after, end);
                seen = page.Count == FollowPage ? -1 : version;
                continue;
            }

            await Task.Delay(PollEvery, time ?? TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        _keys?.Dispose();
    }

    internal static Database OpenDatabase(string folder)
    {
        var path = DataFolder.DatabaseOf(folder);
        if (!File.Exists(path)) throw new StoreException($"There is no log in {folder}: it has no parlance.db. Name the node's data folder with data.dir or --data.");

        var database = Database.OpenToRead(path);
        try
        {
            Schema.Check(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    internal static SubjectKeys? OpenKeys(string folder)
    {
        try
        {
            return SubjectKeys.OpenToRead(DataFolder.KeysOf(folder));
        }
        catch (StoreException)
        {
            // Rows can be read without: SealState says that they were.
            return null;
        }
    }
}
