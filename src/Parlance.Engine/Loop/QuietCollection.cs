namespace Parlance.Engine.Loop;

/// <summary>
/// Gives memory back when nobody asks for anything. A crowd that came in, or a start, leaves more garbage than it keeps, and an idle process would carry it
/// until it is busy again. Collected while nobody waits, if the heap is small enough for nobody to notice; a large one is left to the collector.
/// </summary>
/// <param name="allocated">Bytes allocated since the start of the process.</param>
/// <param name="heap">Bytes on the heap now, garbage included.</param>
/// <param name="collect">Collects and gives back.</param>
internal sealed class QuietCollection(Func<long> allocated, Func<long> heap, Action collect)
{
    /// <summary>How long nothing must have come in.</summary>
    public const int QuietMilliseconds = 1_000;

    /// <summary>Less than so many bytes allocated since the last time are not worth it.</summary>
    public const long AllocatedMin = 4 << 20;

    /// <summary>Up to so many bytes on the heap it takes less than 20 ms.</summary>
    public const long HeapMax = 32 << 20;

    private long _allocatedThen;
    private long _inputAt = long.MinValue / 2;
    private bool _isDue = true;

    public static QuietCollection OfThisProcess() => new(
        static () => GC.GetTotalAllocatedBytes(),
        static () => GC.GetTotalMemory(forceFullCollection: false),
        static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>How long the loop may wait for input (-1: for ever), so that quiet is noticed.</summary>
    public int Wait(int timeout) => _isDue && (uint)timeout > QuietMilliseconds ? QuietMilliseconds : timeout;

    /// <summary>A round is over.</summary>
    /// <param name="hadInput">Something came in.</param>
    /// <param name="monotonic">When (ms).</param>
    public void Round(bool hadInput, long monotonic)
    {
        if (hadInput)
        {
            _inputAt = monotonic;
            _isDue = true;
            return;
        }

        if (!_isDue || monotonic - _inputAt < QuietMilliseconds) return;
        _isDue = false;
        if (allocated() - _allocatedThen < AllocatedMin || heap() > HeapMax) return;
        collect();
        _allocatedThen = allocated();
    }
}
