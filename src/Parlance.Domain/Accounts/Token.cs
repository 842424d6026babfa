namespace Parlance.Domain.Accounts;

/// <summary>What a machine shows to act for an account: the server knows only its hash.</summary>
/// <param name="Id">What it is called, to remove it by.</param>
/// <param name="Hash">SHA-256 of the token, lower-case hex.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="Expires">Null: never.</param>
public sealed record AccountToken(string Id, string Hash, IReadOnlyList<string> Scopes, Instant? Expires)
{
    public bool Holds(Instant now) => Expires is not { } expires || expires > now;
}

/// <summary>Lets a machine act for the account.</summary>
/// <inheritdoc cref="AccountToken"/>
public sealed record AddToken(string Id, string Hash, IReadOnlyList<string> Scopes, Instant? Expires) : AccountCommand
{
    /// <summary>Scopes of one token.</summary>
    public const int ScopesMax = 16;

    /// <summary>Characters of an id or a scope.</summary>
    public const int WordLengthMax = 32;

    private const int HashLength = 64;

    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        if (!IsWord(Id)) return new Refusal(RefusalCode.BadParameter, "id");
        if (Scopes.Count is 0 or > ScopesMax || !Scopes.All(IsWord)) return new Refusal(RefusalCode.BadParameter, "scope");
        if (Hash.Length != HashLength || !Hash.All(char.IsAsciiHexDigitLower)) return new Refusal(RefusalCode.BadParameter, "hash");
        if (account.Tokens.ContainsKey(Id) || state.Accounts.TryToken(Hash, out _, out _)) return new Refusal(RefusalCode.TakenByAnother, "token");
        if (account.Tokens.Count >= Account.TokensMax) return new Refusal(RefusalCode.ListFull, "tokens");

        return new TokenAdded(Id, Hash, Scopes, Expires) { Account = account.Id, Name = account.Name };
    }

    private static bool IsWord(string text) => text.Length is > 0 and <= WordLengthMax && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '*');
}

/// <summary>The token opens nothing any more.</summary>
public sealed record RemoveToken(string Id) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now) =>
        account.Tokens.ContainsKey(Id) ? new TokenRemoved(Id) { Account = account.Id, Name = account.Name } : new Refusal(RefusalCode.NothingToDo, Id);
}

[EventName("account.token.add")]
public sealed record TokenAdded(string Id, [property: Personal] string Hash, IReadOnlyList<string> Scopes, Instant? Expires) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => state.Accounts.Attach(account, new(Id, Hash, Scopes, Expires));
}

[EventName("account.token.remove")]
public sealed record TokenRemoved(string Id) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => state.Accounts.Detach(account, Id);
}
