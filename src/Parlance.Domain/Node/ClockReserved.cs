namespace Parlance.Domain;

/// <summary>Stamps below <paramref name="Until"/> may be in use from now on: after a crash the clock starts there, so none is given out twice.</summary>
[EventName("node.clock")]
public sealed record ClockReserved(Stamp Until) : Event
{
    public override bool Durable => true;

    public override void Evolve(NodeState state, in Envelope at) => state.ReservedUntil = Until;
}
