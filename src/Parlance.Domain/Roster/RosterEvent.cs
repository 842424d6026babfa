using Parlance.Domain.Accounts;

namespace Parlance.Domain.Roster;

/// <summary>An event of one entry of an account's roster. It is said before the entry changes: who is told what follows from how the two stood.</summary>
public abstract record RosterEvent : AccountEvent
{
    /// <summary>The account's bare address.</summary>
    public required string Owner { get; init; }

    /// <summary>The contact's bare address.</summary>
    [Personal] public required string Contact { get; init; }

    public sealed override bool SaidBefore => true;

    protected sealed override void Evolve(Account account, NodeState state, in Envelope at)
    {
        // Without the key of somebody who was erased there is no contact left to change.
        if (Contact is not null) Evolve(state.Rosters, at);
    }

    protected abstract void Evolve(RosterTable rosters, in Envelope at);
}

/// <summary>Something that is asked of an account about one contact. Whether the contact's address can be one is the asker's to know.</summary>
/// <param name="Contact">The contact's bare address, as it compares.</param>
public abstract record RosterCommand(string Contact) : AccountCommand
{
    public sealed override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        var owner = now.AddressOf(account);
        return owner == Contact ? new Refusal(RefusalCode.BadParameter, "contact") : Decide(new(account, owner, Contact, state, now), now);
    }

    internal abstract Verdict Decide(Pair pair, in Circumstances now);
}

/// <summary>An account and its contact, who may be an account of this network too: then what follows for that one is written along.</summary>
internal sealed class Pair
{
    private readonly Account _account;
    private readonly Account? _peer;

    public Pair(Account account, string owner, string contact, NodeState state, in Circumstances now)
    {
        (_account, Owner, Contact, Rosters) = (account, owner, contact, state.Rosters);
        if (now.LocalNameOf(contact) is { } name && state.Accounts.TryGet(name, out var peer)) _peer = peer;
    }

    public string Owner { get; }
    public string Contact { get; }
    public RosterTable Rosters { get; }
    public Subscription State => Rosters.StateOf(Owner, Contact);
    public RosterEntry? Entry => Rosters.Find(Owner, Contact);

    /// <summary>Whether the owner has as many contacts as allowed, and this is not one of them.</summary>
    public bool IsFull => Entry is null && Rosters.CountOf(Owner) >= RosterTable.ItemsMax;

    public bool IsContactHere => _peer is not null;

    public ContactWanted Want(bool wanted, ReadOnlyMemory<byte> request = default) =>
        new(wanted) { Account = _account.Id, Name = _account.Name, Owner = Owner, Contact = Contact, Request = request };

    public ContactGranted Grant(bool granted) => new(granted) { Account = _account.Id, Name = _account.Name, Owner = Owner, Contact = Contact };

    public RosterItemSet Set(string? alias, IReadOnlyList<string> groups) => new(alias, groups) { Account = _account.Id, Name = _account.Name, Owner = Owner, Contact = Contact };

    public RosterItemRemoved Remove() => new() { Account = _account.Id, Name = _account.Name, Owner = Owner, Contact = Contact };

    /// <summary>The contact wants no longer, because it was refused.</summary>
    public ContactWanted PeerWantsNot() => new(false) { Account = _peer!.Id, Name = _peer.Name, Owner = Contact, Contact = Owner, Follows = true };

    /// <summary>The contact's grant is void, because it is not used any more: another request must be granted anew.</summary>
    public ContactGranted PeerGrantsNot() => new(false) { Account = _peer!.Id, Name = _peer.Name, Owner = Contact, Contact = Owner, Follows = true };
}
