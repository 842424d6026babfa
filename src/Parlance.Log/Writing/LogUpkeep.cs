namespace Parlance.Log;

/// <summary>When the writer takes a slice of what is to go: often while there is more, seldom while there is not. For the writer's thread.</summary>
public sealed class LogUpkeep
{
    /// <summary>From one look to the next when nothing was left to do.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>From one slice to the next when there is more: the writer stays free for what comes.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private long _due;

    internal LogUpkeep(TimeProvider time)
    {
        _time = time;
        _due = time.GetTimestamp();
    }

    internal bool IsDue => _time.GetTimestamp() >= _due;

    /// <summary>How long until it is due.</summary>
    internal TimeSpan Wait => IsDue ? TimeSpan.Zero : _time.GetElapsedTime(_time.GetTimestamp(), _due) + TimeSpan.FromMilliseconds(1);

    internal void Run(IEventStore store, in ArchiveKeeping keeping)
    {
        var goesOn = false;
        try
        {
            goesOn = store.Keep(keeping);
        }
        catch (StoreException)
        {
            // What keeps it from writing keeps the groups too, and that is told; it is tried again.
        }

        _due = _time.GetTimestamp() + (long)((goesOn ? Between : Every).TotalSeconds * _time.TimestampFrequency);
    }
}
