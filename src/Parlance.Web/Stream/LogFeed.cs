using System.Text;
using Parlance.Log;
using Parlance.Web.Asking;
using Parlance.Web.Events;

namespace Parlance.Web.Stream;

/// <summary>
/// The committed log as it grows: one reader for all who listen, however many. It keeps the last events in a ring; a listener has a place in it and no queue
/// of its own, so that one who does not read costs nothing but being cut. Runs only while somebody listens.
/// </summary>
public sealed class LogFeed(string folder, CommitSignal commits) : IDisposable
{
    /// <summary>Events in the ring: how far behind a listener may be.</summary>
    public const int RingMax = 2_048;

    /// <summary>Events read at once.</summary>
    public const int PageMax = 500;

    /// <summary>From so many listeners on, news are gathered longer: waking all of them has a price.</summary>
    private const int ManyListeners = 50;

    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_gatherForMany = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly FeedItem[] _ring = new FeedItem[RingMax];
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _reading;
    private int _listeners;
    private long _first;
    private long _end;

    /// <summary>Who listen now.</summary>
    public int Listeners => Volatile.Read(ref _listeners);

    /// <summary>The last event in the ring.</summary>
    public long End => Interlocked.Read(ref _end);

    /// <summary>Begins to listen; ends with what is returned.</summary>
    public IDisposable Listen()
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _listeners);
            if (_reading is null)
            {
                _first = _end = commits.Position;
                _reading = Task.Run(Read);
            }
        }

        return new Listening(this);
    }

    /// <summary>Events beyond a position, at most <paramref name="most"/>. False: they have left the ring already.</summary>
    /// <param name="news">What to wait for when there is nothing yet.</param>
    public bool TryRead(long after, List<FeedItem> to, int most, out Task news)
    {
        lock (_gate)
        {
            news = _news.Task;
            if (after < _first) return false;
            for (var position = after + 1; position <= _end && to.Count < most; position++) to.Add(_ring[position % RingMax]);
            return true;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task Read()
    {
        LogReader? log = null;
        while (!_stop.IsCancellationRequested && Listeners > 0)
        {
            try
            {
                log ??= LogReader.Open(folder);
                await Wait();
                while (commits.Position > _end && Publish(log.Query(new() { After = _end, Limit = PageMax }))) await Task.Yield();
                await Task.Delay(Listeners > ManyListeners ? s_gatherForMany : s_gather);
            }
            catch (StoreException)
            {
                // The disk does not read just now: listeners wait, as the chat's writers do.
                log?.Dispose();
                log = null;
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }

        log?.Dispose();
        lock (_gate)
        {
            _reading = Listeners > 0 && !_stop.IsCancellationRequested ? Task.Run(Read) : null;
            if (_reading is null) Array.Clear(_ring);
        }
    }

    /// <summary>Until there is news, or a second is over: somebody must notice when nobody listens any more.</summary>
    private async Task Wait()
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        wait.CancelAfter(TimeSpan.FromSeconds(1));
        await commits.Reached(_end + 1, wait.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>False: there was nothing.</summary>
    private bool Publish(IReadOnlyList<EventRow> rows)
    {
        if (rows.Count == 0) return false;
        TaskCompletionSource told;
        lock (_gate)
        {
            foreach (var row in rows) _ring[row.Position % RingMax] = new(row);
            _end = rows[^1].Position;
            _first = Math.Max(_first, _end - RingMax);
            (told, _news) = (_news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        told.SetResult();
        return true;
    }

    private sealed class Listening(LogFeed feed) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0) Interlocked.Decrement(ref feed._listeners);
        }
    }
}

/// <summary>An event on its way to listeners; each form of it is made once for all of them.</summary>
public sealed class FeedItem(EventRow row)
{
    private byte[]? _json;
    private byte[]? _personalJson;
    private byte[]? _sent;
    private byte[]? _personalSent;

    public EventRow Row => row;

    public ReadOnlyMemory<byte> Json(bool personal) => personal ? _personalJson ??= EventRowJson.Bytes(row, true) : _json ??= EventRowJson.Bytes(row, false);

    /// <summary>As a server-sent event.</summary>
    /// <param name="log">The log's identity, which is the same for all.</param>
    /// <param name="personal">Whether what is sealed is shown.</param>
    public ReadOnlyMemory<byte> ServerSent(string log, bool personal) => personal ? _personalSent ??= Made(log, true) : _sent ??= Made(log, false);

    private byte[] Made(string log, bool personal) =>
        [.. Encoding.UTF8.GetBytes($"id: {Cursor.Write(log, row.Position)}\nevent: {row.Kind}\ndata: "), .. EventRowJson.Bytes(row, personal), .. "\n\n"u8];
}
