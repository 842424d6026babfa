using System.Collections.Concurrent;
using Parlance.Engine.Transport.Epoll;

namespace Parlance.Engine.Loop;

/// <summary>Threads for what is slow: they give way to the loop, and no more than one per two cores runs.</summary>
internal sealed class Workers : IDisposable
{
    /// <summary>Works that may wait; beyond it a work is answered as failed at once rather than queued without end.</summary>
    public const int QueueMax = 10_000;

    /// <summary>Threads for works that wait; they are there from the first such work on.</summary>
    public const int WaitersMax = 4;

    private readonly BlockingCollection<Work> _queue = new(QueueMax);
    private readonly BlockingCollection<Work> _waiting = new(QueueMax);
    private readonly Action<Work> _done;

    public Workers(Action<Work> done)
    {
        _done = done;
        for (var i = 0; i < Math.Max(1, Environment.ProcessorCount / 2); i++)
            Begin(_queue, "parlance-work");
    }

    private bool _hasWaiters;

    public void Take(Work work)
    {
        if (work.Waits && !_hasWaiters)
        {
            _hasWaiters = true;
            for (var i = 0; i < WaitersMax; i++) Begin(_waiting, "parlance-wait");
        }

        if (!(work.Waits ? _waiting : _queue).TryAdd(work)) _done(work);
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _waiting.CompleteAdding();
    }

    private void Begin(BlockingCollection<Work> queue, string name) =>
        new Thread(() => Run(queue)) { Name = name, IsBackground = true, Priority = ThreadPriority.BelowNormal }.Start();

    /// <summary>The runtime does not tell Linux a thread's priority; there nice is the thread's own.</summary>
    private static void GiveWay()
    {
        if (OperatingSystem.IsLinux()) Libc.setpriority(0, 0, Niceness);   // 0: the calling thread
    }

    private const int Niceness = 10;

    private void Run(BlockingCollection<Work> queue)
    {
        GiveWay();
        foreach (var work in queue.GetConsumingEnumerable())
        {
            work.Run();
            _done(work);
        }
    }
}
