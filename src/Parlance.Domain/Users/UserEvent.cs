namespace Parlance.Domain.Users;

/// <summary>An event of one user: the one it is about, or else who did it. Ephemeral: void with the home node's incarnation.</summary>
public abstract record UserEvent : Event
{
    public override Reach Reach => Reach.User;

    public sealed override void Evolve(NodeState state, in Envelope at)
    {
        if (state.Users.TryGet(About.IsNone ? at.By.Uid : About, out var user)) Evolve(user, state, at);
    }

    protected abstract void Evolve(User user, NodeState state, in Envelope at);
}
