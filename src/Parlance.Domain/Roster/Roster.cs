namespace Parlance.Domain.Roster;

/// <summary>All entries of one account, by contact; and since when they are what they are.</summary>
public sealed class Roster
{
    private readonly SortedDictionary<string, RosterEntry> _entries = new(StringComparer.Ordinal);

    public int Count => _entries.Count;
    public IEnumerable<RosterEntry> Entries => _entries.Values;

    /// <summary>The event that last changed what the owner's clients see: the roster's version (RFC 6121 §2.6).</summary>
    public EventId Version { get; private set; }

    /// <summary>The last removal: what was on the list before it can be told only by the whole list.</summary>
    public EventId LastRemoval { get; private set; }

    public RosterEntry? Find(string contact) => _entries.GetValueOrDefault(contact);

    internal RosterEntry Own(string contact, EventId at)
    {
        if (_entries.TryGetValue(contact, out var entry)) return entry;
        _entries.Add(contact, entry = new() { Contact = contact });
        Touch(entry, at);
        return entry;
    }

    internal void Touch(RosterEntry entry, EventId at) => entry.Changed = Version = at;

    internal bool Remove(string contact, EventId at)
    {
        if (!_entries.Remove(contact)) return false;
        LastRemoval = Version = at;
        return true;
    }
}
