using Parlance.Domain.Users;

namespace Parlance.Domain.Operators;

/// <summary>Becomes staff. What was asked for it (password, certificate, host) has been checked by who asks this.</summary>
/// <param name="Name">The <c>[[oper]]</c> block.</param>
/// <param name="Class">Its class.</param>
public sealed record LogIn(string Name, string Class) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now) =>
        by.Operator == new OperatorGrant(Name, Class) ? Verdict.Nothing : new OperatorLoggedIn(Name, Class);
}

/// <summary>Ends being staff: one's own, or another's by staff.</summary>
/// <param name="User">Whose.</param>
public sealed record LogOut(Uid User) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (!state.Users.TryGet(User, out var user)) return RefusalCode.NoSuchUser;
        if (user.Operator is null) return Verdict.Nothing;
        return user.Snomasks.Length == 0 ? new OperatorLoggedOut(User) : new List<Event> { new SnomasksChanged("") { User = User }, new OperatorLoggedOut(User) };
    }
}

[EventName("oper.login")]
public sealed record OperatorLoggedIn(string Name, string Class) : UserEvent
{
    public override string? Target => Name;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        if (user.Operator is null) state.Users.Operators++;
        user.Operator = new(Name, Class);
    }
}

[EventName("oper.logout")]
public sealed record OperatorLoggedOut(Uid User) : UserEvent
{
    public override Uid About => User;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        if (user.Operator is not null) state.Users.Operators--;
        user.Operator = null;
        user.Flags &= ~UserFlags.HideOperator;
    }
}

/// <summary>Somebody tried to become staff and may not; kept because it is what an attack looks like.</summary>
/// <param name="Name">The name that was given.</param>
/// <param name="Reason">Why not, for staff.</param>
[EventName("oper.refused")]
public sealed record LoginRefused(string Name, string Reason) : UserEvent
{
    public override Reach Reach => Reach.Nobody;
    public override string? Target => Name;

    protected override void Evolve(User user, NodeState state, in Envelope at) { }
}
