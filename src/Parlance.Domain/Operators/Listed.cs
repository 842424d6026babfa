namespace Parlance.Domain.Operators;

/// <summary>A newcomer's address is in a DNS block list.</summary>
/// <param name="Zone">The list.</param>
/// <param name="Action">What follows: <c>kill</c>, <c>notify</c> or <c>mark</c>.</param>
/// <param name="Address">The address.</param>
[EventName("dnsbl.listed")]
public sealed record AddressListed(string Zone, string Action, [property: Personal] string Address) : Event
{
    public override string? Target => Zone;

    public override void Evolve(NodeState state, in Envelope at) { }
}
