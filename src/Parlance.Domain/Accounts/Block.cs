namespace Parlance.Domain.Accounts;

/// <summary>Wants to hear nothing more from some addresses, on any protocol. XEP-0191 §3.3.</summary>
/// <param name="Addresses">Addresses as they compare, bare, full or of a domain.</param>
public sealed record Block(IReadOnlyList<string> Addresses) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        var added = Addresses.Distinct(StringComparer.Ordinal).Where(a => !account.Blocked.Contains(a)).ToArray();
        if (added.Length == 0) return Verdict.Nothing;
        if (account.Blocked.Count + added.Length > BlockList.EntriesMax) return new Refusal(RefusalCode.ListFull, "blocklist");

        return new AddressesBlocked(added) { Account = account.Id, Name = account.Name };
    }
}

/// <summary>Hears some addresses again; none named: all. XEP-0191 §3.4.</summary>
/// <inheritdoc cref="Block"/>
public sealed record Unblock(IReadOnlyList<string> Addresses) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        var removed = (Addresses.Count == 0 ? account.Blocked : Addresses.Distinct(StringComparer.Ordinal).Where(account.Blocked.Contains)).ToArray();
        return removed.Length == 0 ? Verdict.Nothing : new AddressesUnblocked(removed) { Account = account.Id, Name = account.Name, AreAll = Addresses.Count == 0 };
    }
}

[EventName("account.block")]
public sealed record AddressesBlocked([property: Personal] IReadOnlyList<string> Addresses) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => account.Blocked.UnionWith(Addresses ?? []);
}

[EventName("account.unblock")]
public sealed record AddressesUnblocked([property: Personal] IReadOnlyList<string> Addresses) : AccountEvent
{
    /// <summary>The list was emptied at once.</summary>
    public bool AreAll { get; init; }

    protected override void Evolve(Account account, NodeState state, in Envelope at) => account.Blocked.ExceptWith(Addresses ?? []);
}

/// <summary>Whom an account does not hear.</summary>
public static class BlockList
{
    /// <summary>Addresses of one account's list.</summary>
    public const int EntriesMax = 1000;

    /// <summary>Whether an address is on the list: as it is, without its resource, or by its domain (XEP-0191 §3.1).</summary>
    /// <param name="account">Whose list.</param>
    /// <param name="bare">The bare address.</param>
    /// <param name="resource">Its resource; null: none.</param>
    public static bool Blocks(this Account account, string bare, string? resource = null)
    {
        if (account.Blocked.Count == 0) return false;
        if (account.Blocked.Contains(bare)) return true;
        var domain = bare[(bare.IndexOf('@', StringComparison.Ordinal) + 1)..];
        if (account.Blocked.Contains(domain)) return true;
        return resource is not null && (account.Blocked.Contains($"{bare}/{resource}") || account.Blocked.Contains($"{domain}/{resource}"));
    }
}
