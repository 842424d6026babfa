namespace Parlance.Domain;

/// <summary>
/// Stamps below <paramref name="Until"/> and the first <paramref name="Uids"/> user ids may be in use from now on: after a crash the node goes on from
/// there, so neither is given out twice.
/// </summary>
[EventName("node.clock")]
public sealed record ClockReserved(Stamp Until, ulong Uids) : Event
{
    public override bool Durable => true;

    public override void Evolve(NodeState state, in Envelope at) => (state.ReservedUntil, state.ReservedUids) = (Until, Uids);
}
