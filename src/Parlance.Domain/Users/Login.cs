namespace Parlance.Domain.Users;

/// <summary>A user proved to be the owner of an account.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="AccountFolded">The name as it compares.</param>
[EventName("user.login")]
public sealed record UserLoggedIn(string Account, string AccountFolded) : UserEvent
{
    /// <summary>The session that did: from here on it is one of possibly several.</summary>
    public uint Session { get; init; }
    public string Dialect { get; init; } = "irc";

    public override Reach Reach => Reach.Peers;
    public override string? Target => Account;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        state.Users.LogIn(user, Account, AccountFolded);
        if (user.SessionOf(Session) is not null) return;
        user.Open(new() { Number = Session, Dialect = Dialect, Since = at.Stamp.Wall });
        foreach (var membership in user.Memberships) membership.Attach(Session);
    }
}

/// <summary>A user is a guest again.</summary>
[EventName("user.logout")]
public sealed record UserLoggedOut : UserEvent
{
    /// <summary>Set when somebody else ended it, or the account is gone.</summary>
    public Uid User { get; init; }

    public override Uid About => User;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at) => state.Users.LogOut(user);
}
