namespace Parlance.Simulation.Model;

/// <summary>What may happen in a run: each seed has another selection, so that no fault hides behind another.</summary>
internal sealed class Swarm
{
    public Swarm(Prng chance)
    {
        Nodes = 2 + chance.Below(4);
        (Loss, Duplication, Partitions, Skew) = (chance.OneIn(2), chance.OneIn(2), !chance.OneIn(4), chance.OneIn(2));
        (Crashes, Compaction, Accounts, Closes) = (chance.OneIn(3), chance.OneIn(2), chance.OneIn(2), chance.OneIn(4));
        (Bans, Kicks, Limits, Doors) = (chance.OneIn(2), chance.OneIn(2), chance.OneIn(3), chance.OneIn(3));
        (Staff, Locks, Messages, Sets) = (chance.OneIn(4), chance.OneIn(4), chance.OneIn(2), chance.OneIn(2));
        OneMillisecond = chance.OneIn(4);
        Liar = chance.OneIn(3) ? chance.Below(Nodes) : -1;
        Relay = chance.OneIn(5) ? chance.Below(Nodes) : -1;
        Claim = !Compaction && chance.OneIn(3) && Liar < 0; // a claim can make a lie true
        Quarantine = !Compaction && Liar >= 0 && chance.OneIn(3);
    }

    public int Nodes { get; }
    public bool Loss { get; }
    public bool Duplication { get; }
    public bool Partitions { get; }
    public bool Skew { get; }
    public bool Crashes { get; }
    public bool Compaction { get; }
    public bool Accounts { get; }
    public bool Closes { get; }
    public bool Bans { get; }
    public bool Kicks { get; }
    public bool Limits { get; }

    /// <summary>Keys, invite-only, registered only, topic lock, moderation.</summary>
    public bool Doors { get; }
    public bool Staff { get; }
    public bool Locks { get; }
    public bool Messages { get; }

    /// <summary>Exceptions, invitations, metadata, renaming.</summary>
    public bool Sets { get; }

    /// <summary>Clocks tick in fifties of milliseconds, so that stamps collide.</summary>
    public bool OneMillisecond { get; }

    /// <summary>The node that lies; -1: none.</summary>
    public int Liar { get; }

    /// <summary>The node that is only half trusted; -1: none.</summary>
    public int Relay { get; }
    public bool Claim { get; }
    public bool Quarantine { get; }
}
