namespace Parlance.Domain.Accounts;

/// <summary>Nobody may log in to the account any more, and who is, is logged out. For staff.</summary>
public sealed record SuspendAccount(string Reason) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        var reason = Limits.Cut(Reason, now.Limits.KickLength);
        if (account.Suspension == reason) return Verdict.Nothing;

        var events = new List<Event> { new AccountSuspended(reason) { Account = account.Id, Name = account.Name } };
        events.AddRange(UserLoggedOut.All(account, state));
        return events;
    }
}

/// <summary>It may be used again. For staff.</summary>
public sealed record UnsuspendAccount : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now) =>
        account.IsSuspended ? new AccountUnsuspended { Account = account.Id, Name = account.Name } : new Refusal(RefusalCode.NothingToDo, account.Name);
}

[EventName("account.suspend")]
public sealed record AccountSuspended([property: Personal] string Reason) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => account.Suspension = Reason;
}

[EventName("account.unsuspend")]
public sealed record AccountUnsuspended : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => account.Suspension = null;
}
