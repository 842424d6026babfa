namespace Parlance.Domain;

/// <summary>All that is true on a node: users, rooms, bans. It is what its events made it and nothing else: live, after a restart, and in replay.</summary>
public sealed class NodeState
{
}
