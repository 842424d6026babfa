using System.Collections.Concurrent;

namespace Parlance.Engine.Loop;

/// <summary>Threads for what is slow: they give way to the loop, and no more than one per two cores runs.</summary>
internal sealed class Workers : IDisposable
{
    /// <summary>Works that may wait; beyond it a work is answered as failed at once rather than queued without end.</summary>
    public const int QueueMax = 10_000;

    private readonly BlockingCollection<Work> _queue = new(QueueMax);
    private readonly Action<Work> _done;

    public Workers(Action<Work> done)
    {
        _done = done;
        for (var i = 0; i < Math.Max(1, Environment.ProcessorCount / 2); i++)
            new Thread(Run) { Name = "parlance-work", IsBackground = true, Priority = ThreadPriority.BelowNormal }.Start();
    }

    public void Take(Work work)
    {
        if (!_queue.TryAdd(work)) _done(work);
    }

    public void Dispose() => _queue.CompleteAdding();

    private void Run()
    {
        foreach (var work in _queue.GetConsumingEnumerable())
        {
            work.Run();
            _done(work);
        }
    }
}
