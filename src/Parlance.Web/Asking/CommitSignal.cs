namespace Parlance.Web.Asking;

/// <summary>Tells how far the log is written, and lets others wait for a place in it.</summary>
public sealed class CommitSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _next;
    private long _position;

    public long Position => Interlocked.Read(ref _position);

    /// <summary>From the log writer's thread.</summary>
    public void Committed(long position)
    {
        TaskCompletionSource? reached;
        lock (_gate)
        {
            Interlocked.Exchange(ref _position, position);
            (reached, _next) = (_next, null);
        }

        reached?.SetResult();
    }

    /// <summary>Ends when everything up to there is written.</summary>
    public async Task Reached(long position, CancellationToken stop)
    {
        while (Position < position)
        {
            Task next;
            lock (_gate)
            {
                if (_position >= position) return;
                next = (_next ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await next.WaitAsync(stop);
        }
    }
}
