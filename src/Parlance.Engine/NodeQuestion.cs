namespace Parlance.Engine;

/// <summary>
/// Something that somebody outside the loop wants to know or have done: the admin API, the control socket. It is taken up within a step and may do its
/// work in slices, one a turn, so that a long answer keeps nobody waiting.
/// </summary>
public abstract class NodeQuestion
{
    /// <summary>Nobody waits for the answer any more: no further slice is made. Set from any thread.</summary>
    public bool IsAbandoned
    {
        get => Volatile.Read(ref _isAbandoned);
        set => Volatile.Write(ref _isAbandoned, value);
    }

    private bool _isAbandoned;

    /// <summary>Does one slice, on the loop. True: done.</summary>
    public abstract bool Slice(Node node);

    /// <summary>It will not be answered.</summary>
    public abstract void Fail(Exception why);
}
