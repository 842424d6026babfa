using System.Text;

namespace Parlance.Domain.Roster;

/// <summary>Puts a contact on the list, or changes its name and groups. RFC 6121 §2.3, §2.4.</summary>
/// <param name="Contact">The contact's bare address.</param>
/// <param name="Alias">Null or empty: none.</param>
/// <param name="Groups">All its groups.</param>
public sealed record SetRosterItem(string Contact, string? Alias, IReadOnlyList<string> Groups) : RosterCommand(Contact)
{
    internal override Verdict Decide(Pair pair, in Circumstances now)
    {
        if (Alias is not null && Encoding.UTF8.GetByteCount(Alias) > RosterTable.NameBytesMax) return new Refusal(RefusalCode.TooLong, "name");
        if (Groups.Count > RosterTable.GroupsMax) return new Refusal(RefusalCode.ListFull, "groups");
        foreach (var group in Groups)
            if (group.Length == 0 || Encoding.UTF8.GetByteCount(group) > RosterTable.NameBytesMax) return new Refusal(RefusalCode.TooLong, "group");
        if (Groups.Distinct(StringComparer.Ordinal).Count() < Groups.Count) return new Refusal(RefusalCode.BadParameter, "group");
        if (pair.IsFull) return new Refusal(RefusalCode.ListFull, "roster");

        return pair.Set(string.IsNullOrEmpty(Alias) ? null : Alias, Groups);
    }
}

/// <summary>Takes a contact off the list; both views between the two end. RFC 6121 §2.5.</summary>
/// <inheritdoc cref="RosterCommand"/>
public sealed record RemoveRosterItem(string Contact) : RosterCommand(Contact)
{
    internal override Verdict Decide(Pair pair, in Circumstances now) =>
        pair.Entry is null ? new Refusal(RefusalCode.NothingToDo, "roster") : Ending(pair);

    /// <summary>The account goes: besides what else ends, what the contact still asked is refused.</summary>
    internal static List<Event> Leaving(Pair pair)
    {
        var events = Ending(pair);
        if (!pair.State.IsPendingIn || !pair.IsContactHere) return events;
        events.Insert(0, pair.Grant(false));
        events.Insert(1, pair.PeerWantsNot());
        return events;
    }

    /// <summary>All that ends between the two: a request of the contact's that was not answered yet stays one.</summary>
    internal static List<Event> Ending(Pair pair)
    {
        var (events, state) = (new List<Event>(), pair.State);
        if (state.Wants) events.Add(pair.Want(false));
        if (state.To && pair.IsContactHere) events.Add(pair.PeerGrantsNot());
        if (state.Grants) events.Add(pair.Grant(false));
        if (state.From && pair.IsContactHere) events.Add(pair.PeerWantsNot());
        if (pair.Entry is not null) events.Add(pair.Remove());
        return events;
    }
}

/// <summary>A contact has this name and these groups on an account's list.</summary>
[EventName("roster.item")]
public sealed record RosterItemSet([property: Personal] string? Alias, [property: Personal] IReadOnlyList<string> Groups) : RosterEvent
{
    protected override void Evolve(RosterTable rosters, in Envelope at) => rosters.Set(Owner, Contact, Alias, Groups, at.Id);
}

/// <summary>A contact is on an account's list no longer.</summary>
[EventName("roster.remove")]
public sealed record RosterItemRemoved : RosterEvent
{
    protected override void Evolve(RosterTable rosters, in Envelope at) => rosters.Remove(Owner, Contact, at.Id);
}
