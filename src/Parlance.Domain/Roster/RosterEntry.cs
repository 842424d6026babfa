namespace Parlance.Domain.Roster;

/// <summary>What one account says of one contact: that it is on the list, under which name, and the two edges that are the account's own to write. Changed by events only.</summary>
public sealed class RosterEntry
{
    /// <summary>The bare address.</summary>
    public required string Contact { get; init; }

    /// <summary>What the owner calls the contact; null: nothing.</summary>
    public string? Alias { get; internal set; }

    /// <summary>The groups it is in, as the owner wrote them.</summary>
    public IReadOnlyList<string> Groups { get; internal set; } = [];

    /// <summary>The owner wants to see the contact's presence.</summary>
    public bool Wants { get; internal set; }

    /// <summary>The owner lets the contact see theirs; before the contact wants to, it is a pre-approval (RFC 6121 §3.4).</summary>
    public bool Grants { get; internal set; }

    /// <summary>The words that went with the request, as UTF-8 XML: kept for a contact who is not here (RFC 6121 §3.1.3).</summary>
    public ReadOnlyMemory<byte> Request { get; internal set; }

    /// <summary>The event that last changed what the owner's clients see of it.</summary>
    public EventId Changed { get; internal set; }
}

/// <summary>An entry as the owner's clients see it: the entry and what follows from both sides' edges. RFC 6121 §2.1.2.</summary>
/// <param name="Contact">The bare address.</param>
/// <param name="Alias">What the owner calls the contact; null: nothing.</param>
/// <param name="Groups">The groups it is in.</param>
/// <param name="Subscription">How the two stand.</param>
public readonly record struct RosterItem(string Contact, string? Alias, IReadOnlyList<string> Groups, Subscription Subscription)
{
    /// <summary>Whether a client would see a difference. A request that waits for the owner's answer is none (RFC 6121 §2.1.2.5).</summary>
    public bool LooksLike(in RosterItem other) => Alias == other.Alias && Groups.SequenceEqual(other.Groups) && Subscription.Seen == other.Subscription.Seen;
}
