namespace Parlance.Domain.Users;

/// <summary>One client connection of a user who may have several: an IRC client of an account, or an XMPP resource. A guest's only IRC connection has none.</summary>
public sealed class UserSession
{
    /// <summary>Its number within the home node's incarnation.</summary>
    public required uint Number { get; init; }

    /// <summary>The protocol it speaks: <c>irc</c> or <c>xmpp</c>.</summary>
    public required string Dialect { get; init; }

    /// <summary>The XMPP resource it is bound to (RFC 6120 §7); null on IRC.</summary>
    public string? Resource { get; init; }
    public Instant Since { get; init; }

    /// <summary>What it last said of itself; null: nothing yet, or that it is unavailable (RFC 6121 §4).</summary>
    public Presence? Presence { get; internal set; }
}

/// <summary>How available a session is. RFC 6121 §4.7.2.</summary>
public enum Show
{
    Chat,
    Available,
    Away,
    ExtendedAway,
    DoNotDisturb,
}

/// <summary>A session's presence, RFC 6121 §4.7.</summary>
/// <param name="Show">How available.</param>
/// <param name="Priority">Which session gets what is sent to the bare address; below 0: none of it.</param>
public sealed record Presence(Show Show, sbyte Priority)
{
    /// <summary>Words beside it; null: none.</summary>
    [Personal] public string? Status { get; init; }

    /// <summary>Further child elements as UTF-8 XML, with their namespaces.</summary>
    [Personal] public ReadOnlyMemory<byte> Extensions { get; init; }
}
