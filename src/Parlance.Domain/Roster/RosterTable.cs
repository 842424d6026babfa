namespace Parlance.Domain.Roster;

/// <summary>All rosters, by the owner's bare address. How two stand to each other is read from both entries whenever it is asked, and kept nowhere.</summary>
public sealed class RosterTable
{
    /// <summary>Contacts of one account.</summary>
    public const int ItemsMax = 1000;

    /// <summary>Groups of one contact.</summary>
    public const int GroupsMax = 32;

    /// <summary>UTF-8 bytes of a contact's name, and of a group's (RFC 6121 §2.1.2.4 has the same bound in RFC 7622).</summary>
    public const int NameBytesMax = 1023;

    /// <summary>Requests that may wait for the answer of one account.</summary>
    public const int RequestsMax = 1000;

    private readonly Dictionary<string, Roster> _byOwner = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _wantedBy = new(StringComparer.Ordinal);

    /// <summary>Owners that have a roster, in order.</summary>
    public IEnumerable<string> Owners => _byOwner.Keys.Order(StringComparer.Ordinal);

    public Roster? Of(string owner) => _byOwner.GetValueOrDefault(owner);

    public int CountOf(string owner) => Of(owner)?.Count ?? 0;

    public EventId VersionOf(string owner) => Of(owner)?.Version ?? default;

    public RosterEntry? Find(string owner, string contact) => Of(owner)?.Find(contact);

    /// <summary>How an owner stands to a contact.</summary>
    public Subscription StateOf(string owner, string contact)
    {
        var (own, other) = (Find(owner, contact), Find(contact, owner));
        return new(own?.Wants == true, other?.Grants == true, other?.Wants == true, own?.Grants == true);
    }

    /// <summary>An entry as the owner's clients see it; null: the contact is not on the list.</summary>
    public RosterItem? ItemOf(string owner, string contact) =>
        Find(owner, contact) is { } entry ? new(contact, entry.Alias, entry.Groups, StateOf(owner, contact)) : null;

    /// <summary>All entries as the owner's clients see them.</summary>
    public IEnumerable<RosterItem> ItemsOf(string owner) =>
        from entry in Of(owner)?.Entries ?? [] select new RosterItem(entry.Contact, entry.Alias, entry.Groups, StateOf(owner, entry.Contact));

    /// <summary>What a client that knows an earlier version lacks; null: only the whole list says it.</summary>
    public IEnumerable<RosterItem>? ItemsSince(string owner, EventId version)
    {
        if (version.IsNone || Of(owner) is not { } roster || version > roster.Version || version < roster.LastRemoval) return null;
        return from entry in roster.Entries where entry.Changed > version select new RosterItem(entry.Contact, entry.Alias, entry.Groups, StateOf(owner, entry.Contact));
    }

    /// <summary>Those who see the owner's presence.</summary>
    public IEnumerable<string> WatchersOf(string owner) =>
        from entry in Of(owner)?.Entries ?? [] where entry.Grants && Find(entry.Contact, owner)?.Wants == true select entry.Contact;

    /// <summary>Those whose presence the owner sees.</summary>
    public IEnumerable<string> WatchedBy(string owner) =>
        from entry in Of(owner)?.Entries ?? [] where entry.Wants && Find(entry.Contact, owner)?.Grants == true select entry.Contact;

    /// <summary>The entries of those who asked to see an account's presence and have no answer.</summary>
    public IEnumerable<(string Asker, RosterEntry Entry)> PendingAt(string account) =>
        from asker in _wantedBy.GetValueOrDefault(account) ?? []
        where Find(account, asker)?.Grants != true
        select (asker, Find(asker, account)!);

    /// <summary>How many they are.</summary>
    public int RequestsTo(string account) => PendingAt(account).Count();

    /// <summary>Those who want to see an account's presence, answered or not.</summary>
    public IEnumerable<string> AskersOf(string account) => _wantedBy.GetValueOrDefault(account) ?? [];

    internal void Set(string owner, string contact, string? alias, IReadOnlyList<string> groups, EventId at)
    {
        var roster = Own(owner);
        var entry = roster.Own(contact, at);
        (entry.Alias, entry.Groups) = (alias, groups);
        roster.Touch(entry, at);
    }

    internal void Want(string owner, string contact, bool wanted, ReadOnlyMemory<byte> request, EventId at) => Change(owner, contact, wanted, at, entry =>
    {
        (entry.Wants, entry.Request) = (wanted, request);
        if (wanted) Askers(contact).Add(owner);
        else Unwant(owner, contact);
    });

    internal void Grant(string owner, string contact, bool granted, EventId at) => Change(owner, contact, granted, at, entry => entry.Grants = granted);

    internal void Remove(string owner, string contact, EventId at)
    {
        if (Of(owner) is not { } roster) return;
        var before = ItemOf(contact, owner);
        if (roster.Remove(contact, at)) Unwant(owner, contact);
        Compare(contact, owner, before, at);
    }

    /// <summary>An edge changes: what both see of each other may.</summary>
    private void Change(string owner, string contact, bool makes, EventId at, Action<RosterEntry> change)
    {
        if (!makes && Find(owner, contact) is null) return;
        var roster = Own(owner);
        var entry = roster.Own(contact, at);
        var (own, other) = (ItemOf(owner, contact), ItemOf(contact, owner));
        change(entry);
        Compare(owner, contact, own, at);
        Compare(contact, owner, other, at);
    }

    private void Compare(string owner, string contact, RosterItem? before, EventId at)
    {
        if (before is { } was && ItemOf(owner, contact) is { } now && !was.LooksLike(now)) Of(owner)!.Touch(Find(owner, contact)!, at);
    }

    private Roster Own(string owner)
    {
        if (!_byOwner.TryGetValue(owner, out var roster)) _byOwner.Add(owner, roster = new());
        return roster;
    }

    private SortedSet<string> Askers(string contact)
    {
        if (!_wantedBy.TryGetValue(contact, out var askers)) _wantedBy.Add(contact, askers = new(StringComparer.Ordinal));
        return askers;
    }

    private void Unwant(string owner, string contact)
    {
        if (_wantedBy.TryGetValue(contact, out var askers) && askers.Remove(owner) && askers.Count == 0) _wantedBy.Remove(contact);
    }
}
