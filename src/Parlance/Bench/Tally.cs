using System.Diagnostics;

namespace Parlance.Bench;

/// <summary>What arrived, by receiver and sender: counts, latency, and what came twice or late.</summary>
internal sealed class Tally(int receivers, int senders)
{
    private readonly int[] _last = Enumerable.Repeat(-1, receivers * senders).ToArray();
    private long _arrived;
    private long _doubled;
    private long _late;

    public LatencyHistogram Latency { get; } = new();
    public long Arrived => Volatile.Read(ref _arrived);
    public long Duplicated => Volatile.Read(ref _doubled);
    public long Reordered => Volatile.Read(ref _late);

    /// <summary>One receiver's lines come one after another, so its row needs no lock.</summary>
    public void Take(int receiver, Probe probe)
    {
        if ((uint)probe.Sender >= (uint)senders) return;
        ref var last = ref _last[receiver * senders + probe.Sender];
        if (probe.Sequence == last)
        {
            Interlocked.Increment(ref _doubled);
            return;
        }

        if (probe.Sequence < last) Interlocked.Increment(ref _late);
        else last = probe.Sequence;
        Interlocked.Increment(ref _arrived);
        Latency.Add(Stopwatch.GetTimestamp() - probe.Sent);
    }
}
