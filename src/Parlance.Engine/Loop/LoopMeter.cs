namespace Parlance.Engine.Loop;

/// <summary>How long rounds of the loop take: powers of two of microseconds. Written by the loop, read by anybody.</summary>
public sealed class LoopMeter
{
    private readonly long[] _buckets = new long[32];
    private long _rounds;
    private long _busyMicroseconds;

    public long Rounds => Interlocked.Read(ref _rounds);
    public TimeSpan Busy => TimeSpan.FromMicroseconds(Interlocked.Read(ref _busyMicroseconds));

    /// <summary>Rounds that took less than 2^index microseconds and not less than half of it.</summary>
    public ReadOnlySpan<long> Buckets => _buckets;

    public void Count(TimeSpan round)
    {
        var microseconds = (long)round.TotalMicroseconds;
        Interlocked.Increment(ref _rounds);
        Interlocked.Add(ref _busyMicroseconds, microseconds);
        _buckets[Math.Min(31, System.Numerics.BitOperations.Log2((ulong)microseconds + 1) + 1)]++;
    }

    /// <summary>An upper bound of the time that the given share of rounds stays below.</summary>
    public TimeSpan Quantile(double share)
    {
        long total = 0, seen = 0;
        foreach (var count in _buckets) total += count;
        for (var i = 0; i < _buckets.Length; i++)
        {
            seen += _buckets[i];
            if (seen >= total * share) return TimeSpan.FromMicroseconds(1L << i);
        }

        return TimeSpan.Zero;
    }
}
