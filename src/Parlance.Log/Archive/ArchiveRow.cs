using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Log;

/// <summary>What an archive row is; also what a query may ask for.</summary>
[Flags]
public enum ArchiveKinds
{
    None = 0,
    /// <summary>Something said, or a notice.</summary>
    Messages = 1,
    /// <summary>A message of tags alone that is kept: a reaction, or one taken back.</summary>
    Reactions = 2,
    /// <summary>The taking back of a message.</summary>
    Redactions = 4,
    /// <summary>What happened in a room beside words: joins, modes, topics.</summary>
    Events = 8,
    /// <summary>Messages that were taken back, which are left out otherwise.</summary>
    Redacted = 16,
    /// <summary>Everything in its order, but what was taken back.</summary>
    All = Messages | Reactions | Redactions | Events,
}

/// <summary>The shelves of a conversation, so that the words of a busy room are found without stepping over its joins.</summary>
internal enum Shelf
{
    Words,
    Events,
    /// <summary>By the id of the message that was taken back, not by that of the event.</summary>
    Redacted,
}

/// <summary>An entry of the archive: where an event of a conversation stands in the log. Made from the event alone, never changed.</summary>
internal readonly record struct ArchiveRow(string Conversation, Shelf Shelf, EventId Id, long Position, ArchiveKinds Kind, Rank AtLeast = Rank.None) : IComparable<ArchiveRow>
{
    public int CompareTo(ArchiveRow other)
    {
        var order = string.CompareOrdinal(Conversation, other.Conversation);
        if (order == 0) order = Shelf.CompareTo(other.Shelf);
        return order == 0 ? Id.CompareTo(other.Id) : order;
    }
}

/// <summary>The last word between two.</summary>
internal readonly record struct Talk(string Party, string Other, EventId Last);

/// <summary>An event that gave a user a name: what was this user called at that position?</summary>
internal readonly record struct Naming(Uid User, long Position);
