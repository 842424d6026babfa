using Parlance.Domain.Users;

namespace Parlance.Domain.Accounts;

/// <summary>Becomes an account's user. That they may has been shown to who asks this (SASL).</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Session">The number of the session that asks.</param>
/// <param name="Dialect">The protocol it speaks.</param>
public sealed record LogInto(EventId Account, uint Session, string Dialect) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (!state.Accounts.TryGet(Account, out var account)) return RefusalCode.NoSuchAccount;
        if (account.Suspension is { } reason) return new Refusal(RefusalCode.AccountSuspended, reason);
        if (by.AccountId == account.Id) return Verdict.Nothing;

        return new UserLoggedIn(by.Uid, account.Name, account.Id) { AccountFolded = account.Folded, Session = Session, Dialect = Dialect };
    }
}

/// <summary>Becomes a guest again.</summary>
public sealed record LogOutOf : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now) => by.AccountId.IsNone ? Verdict.Nothing : new UserLoggedOut(by.Uid);
}

/// <summary>A user proved to be the owner of an account that was not here before.</summary>
/// <param name="User">Who.</param>
/// <param name="Account">The account's name.</param>
/// <param name="AccountId">The account.</param>
[EventName("user.login")]
public sealed record UserLoggedIn(Uid User, string Account, EventId AccountId) : UserEvent
{
    /// <summary>The account's name as it compares.</summary>
    public required string AccountFolded { get; init; }

    /// <summary>The session that did: from here on it is one of possibly several.</summary>
    public required uint Session { get; init; }

    /// <summary>The protocol it speaks.</summary>
    public required string Dialect { get; init; }

    public override Uid About => User;
    public override string? Target => Account;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        state.Users.LogIn(user, Account, AccountFolded, AccountId);
        if (user.SessionOf(Session) is not null) return;
        user.Open(new() { Number = Session, Dialect = Dialect, Since = at.Stamp.Wall });
        foreach (var membership in user.Memberships) membership.Attach(Session);
    }
}

/// <summary>A user is a guest again.</summary>
[EventName("user.logout")]
public sealed record UserLoggedOut(Uid User) : UserEvent
{
    public override Uid About => User;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at) => state.Users.LogOut(user);

    /// <summary>For everybody who is logged in to the account.</summary>
    internal static IEnumerable<UserLoggedOut> All(Account account, NodeState state) =>
        from user in state.Users where user.AccountId == account.Id select new UserLoggedOut(user.Uid);
}
