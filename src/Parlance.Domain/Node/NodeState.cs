using Parlance.Domain.Accounts;
using Parlance.Domain.Bans;
using Parlance.Domain.Rooms;
using Parlance.Domain.Roster;
using Parlance.Domain.Users;

namespace Parlance.Domain;

/// <summary>All that is true on a node: users, rooms, bans, accounts, rosters. It is what its events made it and nothing else: live, after a restart, and in replay.</summary>
public sealed partial class NodeState
{
    public Users.Directory Users { get; } = new();
    public RoomTable Rooms { get; } = new();
    public BanTable Bans { get; } = new();
    public AccountTable Accounts { get; } = new();
    public RosterTable Rosters { get; } = new();

    /// <summary>The node whose state this is; none before its first start.</summary>
    public Sid Home { get; internal set; }

    /// <summary>How often the node has started; events of an older incarnation's sessions are void.</summary>
    public uint Incarnation { get; internal set; }

    /// <summary>No stamp at or above it was given out before it was reserved: a new incarnation starts there.</summary>
    public Stamp ReservedUntil { get; internal set; }

    /// <summary>No user id beyond so many was given out before it was reserved.</summary>
    public ulong ReservedUids { get; internal set; }

    /// <summary>The position of the last event taken; 0: none.</summary>
    public long Position { get; private set; }

    /// <summary>Events that change nothing need not be taken: the state is that of this position all the same.</summary>
    public void Reach(long position) => Position = Math.Max(Position, position);

    /// <summary>Takes one event. The only way in which anything changes.</summary>
    public void Take(Event happened, in Envelope at)
    {
        happened.Evolve(this, at);
        if (at.Position > Position) Position = at.Position;
    }
}
