namespace Parlance.Engine;

/// <summary>What is to happen later, by the node's monotonic milliseconds. Entries are not taken back: who is called looks whether it still matters.</summary>
public sealed class Timers
{
    private readonly PriorityQueue<Action<Moment>, long> _due = new();

    public int Count => _due.Count;

    public void At(long monotonic, Action<Moment> what) => _due.Enqueue(what, monotonic);

    /// <summary>When the next is due; <see cref="long.MaxValue"/>: never.</summary>
    public long Next => _due.TryPeek(out _, out var at) ? at : long.MaxValue;

    public void Run(in Moment now)
    {
        while (_due.TryPeek(out var what, out var at) && at <= now.Monotonic)
        {
            _due.Dequeue();
            what(now);
        }
    }
}
