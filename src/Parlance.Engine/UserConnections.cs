using Parlance.Domain.Users;

namespace Parlance.Engine;

/// <summary>The connections of one user on this node, walked without allocation. They may not change meanwhile.</summary>
public readonly struct UserConnections(Connection? first)
{
    public Enumerator GetEnumerator() => new(first);

    /// <summary>Walks along the chain of a user's connections.</summary>
    public struct Enumerator(Connection? next)
    {
        private Connection? _next = next;

        public Connection Current { get; private set; } = null!;

        public bool MoveNext()
        {
            if (_next is null) return false;
            Current = _next;
            _next = _next.NextOfUser;
            return true;
        }
    }
}
