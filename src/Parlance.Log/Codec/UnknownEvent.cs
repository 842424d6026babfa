using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// An event this version of the server cannot read: of a kind or version it does not know, or blanked by retention. Kept as it was written, so that it
/// can be passed on and read by a newer version; changes nothing.
/// </summary>
/// <param name="Payload">The payload's JSON, UTF-8; empty when it was blanked.</param>
/// <param name="Sealed">The sealed properties' JSON, UTF-8; empty when there are none, or no key.</param>
public sealed record UnknownEvent(string Kind, int Version, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Sealed, string? Shown = null) : Event
{
    public override bool Durable => true;

    public override string? Target => Shown;

    public override void Evolve(NodeState state, in Envelope at)
    {
    }
}
