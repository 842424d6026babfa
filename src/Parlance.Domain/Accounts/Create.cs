using Parlance.Domain.Names;

namespace Parlance.Domain.Accounts;

/// <summary>Makes an account. Its passwords have been hashed by who asks this.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Credentials">What is kept of its password; null: it has none, and other means to log in are added later.</param>
/// <param name="Email">Null: none.</param>
public sealed record CreateAccount(string Name, Credentials? Credentials, string? Email = null)
{
    public Verdict Decide(NodeState state, in Circumstances now)
    {
        if (!now.Names.TryAccount(Name, NameRules.AccountLengthMax, out var display, out var folded)) return new Refusal(RefusalCode.BadAccountName, Name);
        if (state.Accounts.TryGet(folded, out _) || state.Accounts.Holds(folded, now.Wall)) return new Refusal(RefusalCode.AccountExists, display);
        if (ReservedNicks.Has(folded)) return new Refusal(RefusalCode.NickReserved, display);
        if (!now.AsOperator && state.Bans.ReservesNick(folded, now.Wall) is not null) return new Refusal(RefusalCode.NickReserved, display);
        if (Email is not null && ChangeEmail.Faults(Email) is { } fault) return fault;

        return new AccountCreated(display, folded) { Verifiers = Credentials?.Verifiers ?? [], Plaintext = Credentials?.Plaintext, Email = Email };
    }
}

[EventName("account.create")]
public sealed record AccountCreated(string Name, string Folded) : Event
{
    [Personal] public IReadOnlyList<ScramVerifier> Verifiers { get; init; } = [];
    [Personal] public string? Plaintext { get; init; }
    [Personal] public string? Email { get; init; }

    public override bool Durable => true;
    public override string? Target => Name;

    /// <summary>The account that begins with it.</summary>
    public override Person Subject(in Envelope at) => at.Id;

    public override void Evolve(NodeState state, in Envelope at) =>
        state.Accounts.Add(new() { Id = at.Id, Name = Name, Folded = Folded, Verifiers = Verifiers, Plaintext = Plaintext, Email = Email });
}
