using System.Runtime.InteropServices;

namespace Parlance.Log;

/// <summary>
/// The thread that writes the log: takes all that is queued, appends it as one group, tells the position. When the store fails it keeps the group and tries
/// again until it works; nothing that was taken is dropped.
/// </summary>
public sealed class LogWriter : IDisposable
{
    /// <summary>The most events in one commit.</summary>
    public const int GroupMax = 5_000;

    /// <summary>The most events that wait; some 130 bytes each beside the event. What is beyond is not taken.</summary>
    public const int QueueMax = 500_000;

    /// <summary>From here on a node should refuse changes: what is in flight still finds room.</summary>
    public const int QueueFull = QueueMax / 2;

    private const int BufferKeep = 64 * 1024;
    private static readonly TimeSpan s_retryFirst = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_retryMax = TimeSpan.FromSeconds(1);

    private readonly IEventStore _store;
    private readonly Action<long> _committed;
    private readonly Action<StoreException> _failed;
    private readonly TimeSpan _gather;
    private readonly bool _allArePrompt;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private LogEntry[] _incoming = new LogEntry[1024];
    private LogEntry[] _taken = new LogEntry[1024];
    private int _incomingCount;
    private int _inHand;
    private bool _prompt;
    private bool _waiting;
    private readonly LogUpkeep _upkeep;
    private Ending _ending;
    private bool _inOutage;

    /// <param name="committed">Told the last position of each group that is safe, from the writer's thread; must not block.</param>
    /// <param name="failed">Told once per outage, from the writer's thread.</param>
    /// <param name="durability">With <see cref="Durability.Strict"/> nothing waits for company.</param>
    /// <param name="gather">How long events that nobody waits for may wait for others, to share a commit; default 5 ms.</param>
    public LogWriter(
        IEventStore store, Action<long> committed, Action<StoreException> failed, Durability durability = Durability.Ack, TimeSpan? gather = null, TimeProvider? time = null)
    {
        (_store, _committed, _failed) = (store, committed, failed);
        _gather = gather ?? TimeSpan.FromMilliseconds(5);
        _allArePrompt = durability == Durability.Strict || _gather == TimeSpan.Zero;
        Meter = new(time ?? TimeProvider.System);
        _upkeep = new(time ?? TimeProvider.System);
        _thread = new(Run) { Name = "log writer", IsBackground = true };
        _thread.Start();
    }

    private enum Ending
    {
        No,
        Flush,
        Now,
    }

    /// <summary>What is to be kept, asked on the writer's thread now and then (<see cref="LogUpkeep.Every"/>); null: everything. To be set at once.</summary>
    public Func<ArchiveKeeping>? Keeping { get; set; }

    /// <summary>What it did: for metrics and <c>top</c>.</summary>
    public LogWriterMeter Meter { get; }

    /// <summary>Events that wait or are being written.</summary>
    public int Depth
    {
        get
        {
            lock (_gate) return _incomingCount + _inHand;
        }
    }

    /// <summary>Whether so much waits that changes should be refused.</summary>
    public bool IsFull => Depth >= QueueFull;

    /// <summary>Whether the store is failing at the moment.</summary>
    public bool IsFailing => Volatile.Read(ref _inOutage);

    /// <inheritdoc cref="Enqueue(ReadOnlySpan{LogEntry})"/>
    public bool Enqueue(List<LogEntry> events) => Enqueue(CollectionsMarshal.AsSpan(events));

    /// <summary>Queues events; does not block on the disk. False, and nothing is taken: more than <see cref="QueueMax"/> would wait, or the writer has stopped.</summary>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
    public bool Enqueue(ReadOnlySpan<LogEntry> events)
    {
        if (events.IsEmpty) return true;

        var prompt = _allArePrompt;
        for (var i = 0; i < events.Length && !prompt; i++) prompt = events[i].Event.Durable;
        lock (_gate)
        {
            if (_ending != Ending.No || _incomingCount + _inHand + events.Length > QueueMax) return false;

            if (_incomingCount + events.Length > _incoming.Length)
                Array.Resize(ref _incoming, Math.Max(_incoming.Length * 2, _incomingCount + events.Length));
            events.CopyTo(_incoming.AsSpan(_incomingCount));
            _incomingCount += events.Length;
            var wake = (prompt && !_prompt) || _incomingCount == events.Length || _incomingCount >= GroupMax;
            _prompt |= prompt;
            if (wake && _waiting) Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Ends the thread. Returns how many events were not written: 0 after a flush that worked.</summary>
    /// <param name="flush">Write what waits; if the store fails, once more and no longer.</param>
    public int Stop(bool flush)
    {
        lock (_gate)
        {
            if (_ending == Ending.No) _ending = flush ? Ending.Flush : Ending.Now;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
        return Depth;
    }

    public void Dispose() => Stop(flush: false);

    private void Run()
    {
        for (var count = Take(); count != 0; count = Take())
        {
            if (Keeping is not null && _upkeep.IsDue) _upkeep.Run(_store, Keeping());
            if (count < 0) continue;
            var wrote = 0;
            while (wrote < count)
            {
                var group = _taken.AsSpan(wrote, Math.Min(GroupMax, count - wrote));
                if (!Write(group)) return;
                wrote += group.Length;
                lock (_gate) _inHand = count - wrote;
                _committed(_store.Last);
            }

            _taken.AsSpan(0, count).Clear();
            if (_taken.Length > BufferKeep) _taken = new LogEntry[1024];
        }
    }

    /// <summary>Waits until there is something to write, and swaps the buffers; 0: the end; -1: nothing came, and upkeep is due.</summary>
    private int Take()
    {
        lock (_gate)
        {
            _waiting = true;
            while (_incomingCount == 0 && _ending == Ending.No)
            {
                if (Keeping is null) Monitor.Wait(_gate);
                else if (!Monitor.Wait(_gate, _upkeep.Wait)) return -1;
            }

            if (!_prompt && _incomingCount < GroupMax && _ending == Ending.No) Monitor.Wait(_gate, _gather);
            _waiting = false;
            if (_ending == Ending.Now) return 0;

            (_incoming, _taken) = (_taken, _incoming);
            (_inHand, _incomingCount, _prompt) = (_incomingCount, 0, false);
            return _inHand;
        }
    }

    /// <summary>Appends a group, for as long as it takes; false: told to stop before it worked.</summary>
    private bool Write(ReadOnlySpan<LogEntry> group)
    {
        for (var pause = s_retryFirst; ; pause = pause * 2 < s_retryMax ? pause * 2 : s_retryMax)
        {
            try
            {
                var started = Meter.Start();
                _store.Append(group);
                Meter.Committed(started, group.Length);
                Volatile.Write(ref _inOutage, false);
                return true;
            }
            catch (StoreException e)
            {
                Meter.Failed();
                var first = !_inOutage;
                Volatile.Write(ref _inOutage, true);
                if (first) _failed(e);
                if (!Pause(pause)) return false;
            }
        }
    }

    /// <summary>Waits before the next try; false when the end was asked for, and what was tried since did not work either.</summary>
    private bool Pause(TimeSpan pause)
    {
        lock (_gate)
        {
            if (_ending == Ending.Flush) return false;
            if (_ending == Ending.No) Monitor.Wait(_gate, pause);
            return _ending != Ending.Now;
        }
    }
}
