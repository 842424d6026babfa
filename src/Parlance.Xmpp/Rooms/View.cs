namespace Parlance.Xmpp.Rooms;

/// <summary>How one who listens stands to what is said of somebody in a room.</summary>
internal enum View
{
    /// <summary>Anybody else.</summary>
    Other,
    /// <summary>A moderator of a room that shows addresses to moderators only.</summary>
    Moderator,
    /// <summary>It is about themselves.</summary>
    Self,
}
