using Parlance.Domain.Users;

namespace Parlance.Domain.Rooms;

/// <summary>An event of one room. It carries instance, dot, stamp, context, actor and basis in its envelope (CONVERGENCE 1.3).</summary>
public abstract record RoomEvent : Event
{
    public override Reach Reach => Reach.Room;

    /// <summary>How the fold treats concurrent writes of this kind (CONVERGENCE 1.2).</summary>
    public virtual Register Merges => Register.None;

    /// <summary>Whether some members may not hear it; then <see cref="IsHeardBy"/> is asked for each.</summary>
    public virtual bool IsSelective(Room room) => false;

    public virtual bool IsHeardBy(Room room, Member listener) => true;

    public sealed override void Evolve(NodeState state, in Envelope at)
    {
        if (!state.Rooms.TryGet(at.Room, out var room)) return;
        room.Seen.Include(at.Dot);
        Evolve(room, state, at);
    }

    protected abstract void Evolve(Room room, NodeState state, in Envelope at);
}

/// <summary>The kind of merge a room's field has in the mesh (CONVERGENCE 1.2). On one node every write covers all before it and simply wins.</summary>
public enum Register
{
    /// <summary>Not a register: presence, invitations, words.</summary>
    None,
    /// <summary>Senior beats junior, revoke beats grant, later beats earlier.</summary>
    Rank,
    /// <summary>Senior beats junior, tighter beats looser, later beats earlier.</summary>
    Mode,
    /// <summary>Senior's, then the later one.</summary>
    Topic,
    /// <summary>A set in which a concurrent addition survives a removal.</summary>
    AddWins,
    /// <summary>A set in which a concurrent removal wins.</summary>
    RemoveWins,
    /// <summary>Removes what it saw.</summary>
    ObservedRemove,
    /// <summary>The later write.</summary>
    Latest,
}

/// <summary>Something a user asks of a room that exists.</summary>
public abstract record RoomCommand
{
    public abstract Verdict Decide(Room room, in Asker by);
}

/// <summary>Who asks something of a room, and under what circumstances.</summary>
public readonly ref struct Asker
{
    public required User User { get; init; }

    /// <summary>Null: not in the room.</summary>
    public required Member? Member { get; init; }
    public required NodeState State { get; init; }
    public required Circumstances Now { get; init; }

    /// <summary>The rank to act with: the member's, or staff's 60 when staff rights are used.</summary>
    public Rank Rank => Now.AsOperator ? Rank.Staff : Member?.Rank ?? Rank.None;
    public bool IsIn => Member is not null || Now.AsOperator;
}
