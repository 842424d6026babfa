namespace Parlance.Domain.Roster;

/// <summary>Lets a contact see the account's presence, whether it has asked (RFC 6121 §3.1.5) or not yet (§3.4, pre-approval).</summary>
/// <inheritdoc cref="RosterCommand"/>
public sealed record Approve(string Contact) : RosterCommand(Contact)
{
    internal override Verdict Decide(Pair pair, in Circumstances now)
    {
        if (pair.State.Grants) return Verdict.Nothing;
        if (pair.IsFull) return new Refusal(RefusalCode.ListFull, "roster");

        return pair.Grant(true);
    }
}

/// <summary>Refuses a request, ends a contact's view, or takes a pre-approval back. RFC 6121 §3.2, §3.1.5, §3.4.2.</summary>
/// <inheritdoc cref="RosterCommand"/>
public sealed record Deny(string Contact) : RosterCommand(Contact)
{
    internal override Verdict Decide(Pair pair, in Circumstances now)
    {
        if (!pair.State.Grants && !pair.State.IsWanted) return Verdict.Nothing;

        var events = new List<Event> { pair.Grant(false) };
        if (pair.State.IsWanted && pair.IsContactHere) events.Add(pair.PeerWantsNot());
        return events;
    }
}

/// <summary>An account lets a contact see its presence, or no longer.</summary>
[EventName("roster.grant")]
public sealed record ContactGranted(bool Granted) : RosterEvent
{
    /// <summary>It follows from what the contact said, and nobody is told a second time.</summary>
    public bool Follows { get; init; }

    protected override void Evolve(RosterTable rosters, in Envelope at) => rosters.Grant(Owner, Contact, Granted, at.Id);
}
