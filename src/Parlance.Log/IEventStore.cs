using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Where events are written: append-only, in position order, hash-chained. One writer calls it, from one thread. Implementations: SQLite, and memory for tests.
/// </summary>
public interface IEventStore : IDisposable
{
    /// <summary>The position of the last committed event; 0 in a new store.</summary>
    long Last { get; }

    /// <summary>Old messages: an index over the events that is written with them. Null: this log is only written.</summary>
    IArchive? Archive => null;

    /// <summary>Takes one slice of what is to go: see <see cref="ArchiveKeeping"/>. True: there may be more to do at once.</summary>
    /// <exception cref="StoreException">Nothing was taken; it may be tried again.</exception>
    bool Keep(in ArchiveKeeping keeping) => false;

    /// <summary>Writes a group and commits it; on return all of it is as safe as the durability setting promises. Positions follow one another from <see cref="Last"/> + 1.</summary>
    /// <exception cref="StoreException">Nothing of the group was written; it may be given again.</exception>
    void Append(ReadOnlySpan<LogEntry> group);

    /// <summary>Events in position order, from <paramref name="from"/> inclusive; only of the named kinds when given.</summary>
    IEnumerable<LogEntry> Read(long from, IReadOnlyCollection<string>? kinds = null);
}

/// <summary>An event with its envelope, as it goes to the writer and comes back from the store.</summary>
public readonly struct LogEntry(Event happened, in Envelope at)
{
    public readonly Event Event = happened;
    public readonly Envelope At = at;
}

/// <summary>The store could not do what was asked: disk full, unreadable, damaged. The message is for the operator: what, where, remedy.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>How safe an event is when it counts as committed (<c>log.durability</c>).</summary>
public enum Durability
{
    /// <summary>Confirmations of durable events wait for an fsync; everybody else hears at once.</summary>
    Ack,
    /// <summary>Nobody hears of anything that is not synced.</summary>
    Strict,
    /// <summary>Committed without fsync: safe against a crash of the process, not of the machine.</summary>
    Relaxed,
}
