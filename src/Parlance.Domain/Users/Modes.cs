namespace Parlance.Domain.Users;

/// <summary>Sets or clears switches of one's own.</summary>
public sealed record ChangeFlags(UserFlags Set, UserFlags Cleared) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        var flags = (by.Flags | Set) & ~Cleared;
        return flags == by.Flags ? Verdict.Nothing : new FlagsChanged(flags & ~by.Flags, by.Flags & ~flags);
    }
}

[EventName("user.mode")]
public sealed record FlagsChanged(UserFlags Set, UserFlags Cleared) : UserEvent
{
    /// <summary>Set when somebody else changed them.</summary>
    public Uid User { get; init; }

    public override Uid About => User;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        if (((Set | Cleared) & UserFlags.Invisible) != 0) state.Users.Invisible += (Set & UserFlags.Invisible) != 0 ? 1 : -1;
        if (((Set | Cleared) & UserFlags.Deaf) != 0) state.Users.Deaf += (Set & UserFlags.Deaf) != 0 ? 1 : -1;
        user.Flags = (user.Flags | Set) & ~Cleared;
        if (((Set | Cleared) & UserFlags.Cloaked) == 0) return;
        user.Host = user.Flags.HasFlag(UserFlags.Cloaked) && user.CloakedHost.Length > 0 ? user.CloakedHost : user.RealHost;
        user.Touch();
    }
}
