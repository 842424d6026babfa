using Parlance.Domain.Users;

namespace Parlance.Domain.Operators;

/// <summary>Chooses which server notices one reads, as letters in order.</summary>
public sealed record ChooseSnomasks(string Letters) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now) =>
        by.Operator is null ? RefusalCode.OperatorsOnly : Letters == by.Snomasks ? Verdict.Nothing : new SnomasksChanged(Letters);
}

[EventName("user.snomask")]
public sealed record SnomasksChanged(string Letters) : UserEvent
{
    /// <summary>Set when somebody else changed them.</summary>
    public Uid User { get; init; }

    public override Uid About => User;

    protected override void Evolve(User user, NodeState state, in Envelope at) => user.Snomasks = Letters;
}
