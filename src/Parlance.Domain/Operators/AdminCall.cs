namespace Parlance.Domain.Operators;

/// <summary>Somebody used the admin API, or tried to; who is in the envelope. What they changed are events beside it.</summary>
/// <param name="Method">The method of HTTP.</param>
/// <param name="Path">The path, without what was asked for in the query.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Address">Where it came from.</param>
[EventName("admin.call")]
public sealed record AdminCalled(string Method, string Path, int Status, [property: Personal] string Address) : Event
{
    /// <summary>Characters of a path that are kept.</summary>
    public const int PathLengthMax = 256;

    public override string? Target => Path;

    public override void Evolve(NodeState state, in Envelope at) { }
}
