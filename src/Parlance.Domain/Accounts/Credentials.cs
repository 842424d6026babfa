namespace Parlance.Domain.Accounts;

/// <summary>What is kept of a password.</summary>
/// <param name="Verifiers">One for each hash.</param>
/// <param name="Plaintext">The password itself, where <c>accounts.keep_plaintext</c> asks for it.</param>
public sealed record Credentials(IReadOnlyList<ScramVerifier> Verifiers, string? Plaintext = null)
{
    public override string ToString() => string.Join(", ", Verifiers);
}

/// <summary>Puts another password in the place of the old one.</summary>
public sealed record ReplaceCredentials(Credentials Credentials) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now) =>
        new CredentialsReplaced { Account = account.Id, Name = account.Name, Verifiers = Credentials.Verifiers, Plaintext = Credentials.Plaintext };
}

[EventName("account.credentials")]
public sealed record CredentialsReplaced : AccountEvent
{
    [Personal] public IReadOnlyList<ScramVerifier> Verifiers { get; init; } = [];
    [Personal] public string? Plaintext { get; init; }

    protected override void Evolve(Account account, NodeState state, in Envelope at) => (account.Verifiers, account.Plaintext) = (Verifiers, Plaintext);
}
