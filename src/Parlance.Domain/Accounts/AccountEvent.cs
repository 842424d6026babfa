namespace Parlance.Domain.Accounts;

/// <summary>An event of one account. Durable, sealed under the account's own key; who did it may be the account's user, staff, or the command line.</summary>
public abstract record AccountEvent : Event
{
    /// <summary>The account's id.</summary>
    public required EventId Account { get; init; }

    /// <summary>The account's name, for people who read the log.</summary>
    public required string Name { get; init; }

    public override bool Durable => true;
    public override string? Target => Name;
    public sealed override Person Subject(in Envelope at) => Account;

    public sealed override void Evolve(NodeState state, in Envelope at)
    {
        if (state.Accounts.TryGet(Account, out var account)) Evolve(account, state, at);
    }

    protected abstract void Evolve(Account account, NodeState state, in Envelope at);
}

/// <summary>Something that is asked of an account that exists, by its owner or by staff: who may ask is for the asker's dialect to know.</summary>
public abstract record AccountCommand
{
    public abstract Verdict Decide(Account account, NodeState state, in Circumstances now);
}
