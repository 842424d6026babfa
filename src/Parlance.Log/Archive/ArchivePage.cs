using Parlance.Domain;

namespace Parlance.Log;

/// <summary>An answer of the archive.</summary>
/// <param name="Entries">Oldest first. What was erased or has passed its time is left out, though it counted towards the limit.</param>
/// <param name="IsComplete">Nothing is left in the direction that was asked for.</param>
public sealed record ArchivePage(IReadOnlyList<ArchiveEntry> Entries, bool IsComplete)
{
    public static ArchivePage Empty { get; } = new([], true);

    /// <summary>The id of the first entry that there was, even if its text is gone: where a further page begins.</summary>
    public EventId First { get; init; }

    public EventId Last { get; init; }
}

/// <summary>An event of a conversation with its text.</summary>
/// <param name="Kind">One of <see cref="ArchiveKinds"/>.</param>
/// <param name="Happened">The event.</param>
/// <param name="At">Its envelope; the id is <see cref="Envelope.Id"/>.</param>
public readonly record struct ArchiveEntry(ArchiveKinds Kind, Event Happened, Envelope At)
{
    /// <summary>Who did it, as they were called then: <c>nick!ident@host</c>. Empty: the server, or it is not known any more.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whom it is about, as they were called then; empty: nobody.</summary>
    public string About { get; init; } = "";
}

/// <summary>Somebody that a party has talked to directly, and when last.</summary>
public readonly record struct ArchiveTalk(string Party, EventId Last);
