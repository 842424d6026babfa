namespace Parlance.Xmpp.Streams;

/// <summary>How far a stream has come.</summary>
public enum Stage : byte
{
    /// <summary>The header was read.</summary>
    Open,

    /// <summary>The client has proved who it is.</summary>
    Authenticated,

    /// <summary>It has a resource: it is a session others can reach.</summary>
    Bound,
}
