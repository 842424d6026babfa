namespace Parlance.Log;

/// <summary>What the log's writer did since its start. Written by its thread, read by any.</summary>
public sealed class LogWriterMeter
{
    /// <summary>Upper bounds of the buckets of <see cref="CommitsWithin"/>, in milliseconds; the last bucket has none.</summary>
    public static readonly IReadOnlyList<double> BoundsMilliseconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1_000];

    private readonly TimeProvider _time;
    private readonly long[] _buckets = new long[BoundsMilliseconds.Count + 1];
    private long _commits;
    private long _events;
    private long _failures;
    private long _lastTicks;
    private long _totalTicks;

    internal LogWriterMeter(TimeProvider time) => _time = time;

    public long Commits => Volatile.Read(ref _commits);

    public long Events => Volatile.Read(ref _events);

    /// <summary>Tries that failed; several in one outage.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>From the group's being taken to its being safe: encoding, writing, fsync.</summary>
    public TimeSpan LastCommitDuration => new(Volatile.Read(ref _lastTicks));

    public TimeSpan TotalCommitDuration => new(Volatile.Read(ref _totalTicks));

    /// <summary>Commits by duration: bucket <paramref name="bucket"/> has those above the bound before it and up to its own.</summary>
    public long CommitsWithin(int bucket) => Volatile.Read(ref _buckets[bucket]);

    internal long Start() => _time.GetTimestamp();

    internal void Committed(long started, int events)
    {
        var took = _time.GetElapsedTime(started);
        var bucket = 0;
        while (bucket < BoundsMilliseconds.Count && took.TotalMilliseconds > BoundsMilliseconds[bucket]) bucket++;
        Volatile.Write(ref _buckets[bucket], _buckets[bucket] + 1);
        Volatile.Write(ref _lastTicks, took.Ticks);
        Volatile.Write(ref _totalTicks, _totalTicks + took.Ticks);
        Volatile.Write(ref _events, _events + events);
        Volatile.Write(ref _commits, _commits + 1);
    }

    internal void Failed() => Volatile.Write(ref _failures, _failures + 1);
}
