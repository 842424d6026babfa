using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Old messages, read from the log's own rows. Reads are slow (they touch the disk and open seals) and are for workers; from several threads at a time.
/// All of them throw a <see cref="StoreException"/> when the log cannot be read.
/// </summary>
public interface IArchive
{
    /// <summary>Everything up to here can be found.</summary>
    long Reach { get; }

    /// <summary>The entries a query asks for.</summary>
    ArchivePage Read(ArchiveQuery query);

    /// <summary>How many entries the query's ends enclose, whatever its limit; and the first and last of them (none: there are none).</summary>
    ArchiveCount Count(ArchiveQuery query);

    /// <summary>One message of a conversation, even if it was taken back; null: it has none of that id.</summary>
    ArchiveEntry? Find(Conversation conversation, EventId id);

    /// <summary>The last message of a conversation that a query would give; none: there is none.</summary>
    EventId Latest(ArchiveQuery query);

    /// <summary>Everybody a party has talked to directly, the latest first, at most <see cref="TalksMax"/>.</summary>
    IReadOnlyList<ArchiveTalk> Talks(string party);

    /// <summary>The most that <see cref="Talks"/> gives.</summary>
    public const int TalksMax = 10_000;
}

/// <summary>How much there is between two ends.</summary>
public readonly record struct ArchiveCount(long Count, EventId First, EventId Last);
