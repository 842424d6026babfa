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
