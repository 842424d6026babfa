namespace Parlance.Domain;

/// <summary>The node began a new incarnation: the sessions of older ones are void, live and in replay (ARCHITECTURE §8).</summary>
[EventName("node.started")]
public sealed record NodeStarted(uint Incarnation, string Version) : Event
{
    public override bool Durable => true;

    public override void Evolve(NodeState state, in Envelope at)
    {
        state.Incarnation = Incarnation;
        foreach (var room in state.Rooms) room.Void(at.Stamp);
        state.Users.Clear();
    }
}

/// <summary>The node ended in order; what comes after is another incarnation.</summary>
[EventName("node.stopped")]
public sealed record NodeStopped(string Reason) : Event
{
    public override bool Durable => true;

    public override void Evolve(NodeState state, in Envelope at) { }
}
