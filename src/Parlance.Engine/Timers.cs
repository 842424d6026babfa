namespace Parlance.Engine;

/// <summary>What is to happen later, by the node's monotonic milliseconds. Entries are not taken back: who is called looks whether it still matters.</summary>
/// <param name="look">Looks after a connection, given by number and serial: an entry keeps nobody alive who is gone.</param>
public sealed class Timers(Timers.Looking look)
{
    private readonly PriorityQueue<Due, long> _due = new();

    public delegate void Looking(int connection, uint serial, in Moment now);

    public int Count => _due.Count;

    public void At(long monotonic, Action<Moment> what) => _due.Enqueue(new(what, 0, 0), monotonic);

    /// <summary>The same for what is to be looked after in a connection; nothing is allocated for it.</summary>
    public void At(long monotonic, Connection connection) => _due.Enqueue(new(null, connection.Id, connection.Serial), monotonic);

    /// <summary>When the next is due; <see cref="long.MaxValue"/>: never.</summary>
    public long Next => _due.TryPeek(out _, out var at) ? at : long.MaxValue;

    public void Run(in Moment now)
    {
        while (_due.TryPeek(out var due, out var at) && at <= now.Monotonic)
        {
            _due.Dequeue();
            if (due.What is { } what) what(now);
            else look(due.Connection, due.Serial, now);
        }
    }

    private readonly record struct Due(Action<Moment>? What, int Connection, uint Serial);
}
