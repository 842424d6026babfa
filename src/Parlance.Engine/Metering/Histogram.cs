using System.Numerics;

namespace Parlance.Engine.Metering;

/// <summary>Whole numbers by size: bucket n has those below 2^n and not below half of that. Written by one thread, read by any.</summary>
public sealed class Histogram
{
    /// <summary>Buckets; what is larger is in the last.</summary>
    public const int BucketsMax = 26;

    private readonly long[] _buckets = new long[BucketsMax];
    private long _sum;

    public long Sum => Volatile.Read(ref _sum);

    public ReadOnlySpan<long> Buckets => _buckets;

    public void Count(long value)
    {
        _buckets[Math.Min(BucketsMax - 1, value <= 0 ? 0 : BitOperations.Log2((ulong)value) + 1)]++;
        Volatile.Write(ref _sum, _sum + value);
    }
}
