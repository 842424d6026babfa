namespace Parlance.Domain;

/// <summary>What is known about an event beside its payload: where it stands in this node's log, who wrote it, what they had seen (CONVERGENCE 1.3).</summary>
public readonly record struct Envelope
{
    /// <summary>Place in this node's log (columns <c>id</c> and <c>sequence</c>); 0: not stored.</summary>
    public long Position { get; init; }

    /// <summary>Hybrid logical time at the origin.</summary>
    public Stamp Stamp { get; init; }

    /// <summary>The origin.</summary>
    public Sid Node { get; init; }

    /// <summary>The origin's start count; sessions of an older one are void.</summary>
    public uint Incarnation { get; init; }

    public Actor By { get; init; }

    /// <summary>The id of the actor's account; none for guests and servers. It chooses the key that seals and is no column of its own.</summary>
    public EventId ByAccount { get; init; }

    /// <summary>The instance of the room it belongs to; none for events outside rooms.</summary>
    public EventId Room { get; init; }

    /// <summary>The room's name at that moment, for people who read the log; null outside rooms.</summary>
    public string? RoomName { get; init; }

    /// <summary>Its name within the room (messages count separately); none outside rooms.</summary>
    public Dot Dot { get; init; }

    /// <summary>What the origin had seen of the room. Null: everything before it in this log (the origin is this node).</summary>
    public VersionVector? Context { get; init; }

    /// <summary>The event that gave the actor the rank it acted with; none for those who need no rank.</summary>
    public Dot Basis { get; init; }

    /// <summary>The event's own id: stamp and origin.</summary>
    public EventId Id => new(Stamp, Node);
}

/// <summary>Who did something: a user of some node, or a node itself (then <see cref="Uid"/> is none).</summary>
/// <param name="Uid">The user; none when the server acted by itself.</param>
/// <param name="Account">Their account's name as it compares; null for guests and servers.</param>
/// <param name="AsOperator">Whether they used staff rights that override rank (an <c>oper</c> basis of rank 60).</param>
public readonly record struct Actor(Uid Uid, string? Account = null, bool AsOperator = false)
{
    public bool IsServer => Uid.IsNone;
}
