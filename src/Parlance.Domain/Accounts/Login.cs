using Parlance.Domain.Users;

namespace Parlance.Domain.Accounts;

/// <summary>Becomes an account's user. That they may has been shown to who asks this (SASL).</summary>
/// <param name="Account">The account's id.</param>
public sealed record LogInto(EventId Account) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (!state.Accounts.TryGet(Account, out var account)) return RefusalCode.NoSuchAccount;
        if (account.Suspension is { } reason) return new Refusal(RefusalCode.AccountSuspended, reason);
        if (by.AccountId == account.Id) return Verdict.Nothing;

        return new UserLoggedIn(by.Uid, account.Name, account.Id);
    }
}

/// <summary>Becomes a guest again.</summary>
public sealed record LogOutOf : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now) => by.AccountId.IsNone ? Verdict.Nothing : new UserLoggedOut(by.Uid);
}

/// <param name="User">Who.</param>
/// <param name="Account">The account's name.</param>
/// <param name="AccountId">The account.</param>
[EventName("user.login")]
public sealed record UserLoggedIn(Uid User, string Account, EventId AccountId) : UserEvent
{
    public override Uid About => User;
    public override string? Target => Account;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        (user.Account, user.AccountId) = (Account, AccountId);
        user.Touch();
    }
}

[EventName("user.logout")]
public sealed record UserLoggedOut(Uid User) : UserEvent
{
    public override Uid About => User;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        (user.Account, user.AccountId) = (null, default);
        user.Touch();
    }

    /// <summary>For everybody who is logged in to the account.</summary>
    internal static IEnumerable<UserLoggedOut> All(Account account, NodeState state) =>
        from user in state.Users where user.AccountId == account.Id select new UserLoggedOut(user.Uid);
}
