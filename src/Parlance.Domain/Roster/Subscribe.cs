namespace Parlance.Domain.Roster;

/// <summary>Asks to see a contact's presence; if the contact has said yes before, it is so at once. RFC 6121 §3.1, §3.4.</summary>
/// <param name="Contact">The contact's bare address.</param>
/// <param name="Request">The words that go with it, as UTF-8 XML.</param>
public sealed record Subscribe(string Contact, ReadOnlyMemory<byte> Request = default) : RosterCommand(Contact)
{
    /// <summary>Bytes of the words that are kept with a request; longer ones are asked without.</summary>
    public const int RequestBytesMax = 2048;

    internal override Verdict Decide(Pair pair, in Circumstances now)
    {
        if (pair.State.Wants) return Verdict.Nothing;
        if (pair.IsFull) return new Refusal(RefusalCode.ListFull, "roster");
        if (pair.Rosters.RequestsTo(Contact) >= RosterTable.RequestsMax) return new Refusal(RefusalCode.TooMany, "requests");

        return pair.Want(true, Request.Length <= RequestBytesMax ? Request : default);
    }
}

/// <summary>Wants to see a contact's presence no longer, or takes the request back. RFC 6121 §3.3.</summary>
/// <inheritdoc cref="RosterCommand"/>
public sealed record Unsubscribe(string Contact) : RosterCommand(Contact)
{
    internal override Verdict Decide(Pair pair, in Circumstances now)
    {
        if (!pair.State.Wants) return Verdict.Nothing;

        var events = new List<Event> { pair.Want(false) };
        if (pair.State.IsGranted && pair.IsContactHere) events.Add(pair.PeerGrantsNot());
        return events;
    }
}

/// <summary>An account wants to see a contact's presence, or no longer.</summary>
[EventName("roster.want")]
public sealed record ContactWanted(bool Wanted) : RosterEvent
{
    /// <summary>The words of the request, as UTF-8 XML.</summary>
    [Personal] public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>It follows from what the contact said, and nobody is told a second time.</summary>
    public bool Follows { get; init; }

    protected override void Evolve(RosterTable rosters, in Envelope at) => rosters.Want(Owner, Contact, Wanted, Request, at.Id);
}
