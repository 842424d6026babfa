namespace Parlance.Engine;

/// <summary>
/// Something slow that a worker does off the loop: hashing a password, looking up an address. <see cref="Run"/> touches no state of the node;
/// <see cref="Done"/> is called within the step once the result is back.
/// </summary>
public abstract class Work
{
    /// <summary>The connection it is for; the result is dropped when that is gone. Null: for the node.</summary>
    public Connection? For { get; init; }

    /// <summary>Whether it spends its time waiting (for a name server) rather than computing: such works have threads of their own, and few.</summary>
    public virtual bool Waits => false;

    public abstract void Run();

    public abstract void Done(Node node);
}
