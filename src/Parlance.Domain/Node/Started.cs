namespace Parlance.Domain;

/// <summary>
/// The node began a new incarnation: the sessions of older ones are void, live and in replay (ARCHITECTURE §8). Whatever events that are not durable had left behind
/// ends here, so that a start, which reads durable events alone, comes to what a replay of all comes to.
/// </summary>
[EventName("node.started")]
public sealed record NodeStarted(uint Incarnation, string Version) : Event
{
    public override bool Durable => true;

    public override void Evolve(NodeState state, in Envelope at)
    {
        (state.Home, state.Incarnation) = (at.Node, Incarnation);
        foreach (var room in state.Rooms) room.Void(at.Stamp);
        // Who was here when the last incarnation ended without a word was here until now, as far as anybody knows.
        foreach (var user in state.Users)
            if (state.Accounts.TryGet(user.AccountId, out var account)) account.LastSeen = at.Stamp.Wall;
        state.Users.Clear();
        state.SpamFilters.Restart();
    }
}

/// <summary>The node ended in order; what comes after is another incarnation.</summary>
[EventName("node.stopped")]
public sealed record NodeStopped(string Reason) : Event
{
    public override bool Durable => true;

    public override void Evolve(NodeState state, in Envelope at) { }
}
