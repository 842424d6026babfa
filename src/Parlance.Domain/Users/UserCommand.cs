using Parlance.Domain.Names;

namespace Parlance.Domain.Users;

/// <summary>Something a user asks of itself.</summary>
public abstract record UserCommand
{
    public abstract Verdict Decide(User by, NodeState state, in Circumstances now);
}
