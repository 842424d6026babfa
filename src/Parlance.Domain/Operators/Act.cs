using Parlance.Domain.Users;

namespace Parlance.Domain.Operators;

/// <summary>Staff used its rights over others or the server: which command, on what, with what. The changes themselves are events beside it.</summary>
/// <param name="Command">SAJOIN, REHASH, DIE, …</param>
/// <param name="On">A nick, a room, a server.</param>
/// <param name="Detail">The rest, for the record.</param>
[EventName("oper.act")]
public sealed record OperatorActed(string Command, string On, [property: Personal] string Detail) : UserEvent
{
    public override Reach Reach => Reach.Nobody;
    public override string? Target => On;

    protected override void Evolve(User user, NodeState state, in Envelope at) { }
}
