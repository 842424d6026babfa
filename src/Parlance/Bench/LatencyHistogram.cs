using System.Diagnostics;
using System.Numerics;

namespace Parlance.Bench;

/// <summary>Counts of times in buckets of about 3 %, from a microsecond to half an hour. Safe from any thread.</summary>
public sealed class LatencyHistogram
{
    private const int StepBits = 5;
    private const int Buckets = (32 - StepBits) << StepBits;

    private readonly long[] _counts = new long[Buckets];
    private long _max;

    public long Count => _counts.Sum();

    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks)
    {
        var microseconds = Math.Clamp((long)(ticks * (1_000_000.0 / Stopwatch.Frequency)), 0, uint.MaxValue >> 1);
        Interlocked.Increment(ref _counts[Bucket((uint)microseconds)]);
        for (var seen = Volatile.Read(ref _max); microseconds > seen;)
            seen = Interlocked.CompareExchange(ref _max, microseconds, seen) is var before && before == seen ? microseconds : before;
    }

    /// <summary>The time that this share of all was within, in microseconds (the upper end of its bucket, at most the longest seen); 0 when nothing was counted.</summary>
    public long Quantile(double share)
    {
        var rank = (long)Math.Ceiling(Count * share);
        long passed = 0;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            passed += _counts[bucket];
            if (passed >= rank && passed > 0) return Math.Min(Ceiling(bucket), Max);
        }

        return 0;
    }

    public long Max => Volatile.Read(ref _max);

    private static int Bucket(uint value)
    {
        if (value < 1 << StepBits) return (int)value;
        var shift = BitOperations.Log2(value) - StepBits;
        return (shift + 1 << StepBits) + (int)((value >> shift) - (1 << StepBits));
    }

    private static long Ceiling(int bucket)
    {
        if (bucket < 1 << StepBits) return bucket;
        var shift = (bucket >> StepBits) - 1;
        return ((1L << StepBits) + (bucket & (1 << StepBits) - 1) + 1 << shift) - 1;
    }
}
