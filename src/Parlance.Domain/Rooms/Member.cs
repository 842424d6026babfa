using Parlance.Domain.Users;

namespace Parlance.Domain.Rooms;

/// <summary>A user's presence in a room, from join to leave.</summary>
public sealed class Member
{
    private RankGrant[] _grants = [];

    private uint[] _sessions = [];

    public required User User { get; init; }
    public required Room Room { get; init; }

    /// <summary>The join event: a kick or part removes exactly the dots it saw.</summary>
    public Dot Joined { get; init; }
    public Stamp Since { get; init; }
    public Ranks Ranks { get; private set; }
    public Rank Rank { get; private set; }

    /// <summary>The events that gave the ranks, for the basis of what the member does with them.</summary>
    public ReadOnlySpan<RankGrant> Grants => _grants;

    /// <summary>The event that gave the highest rank.</summary>
    public Dot Basis
    {
        get
        {
            foreach (var grant in _grants)
                if (grant.Rank == Rank) return grant.By;
            return default;
        }
    }

    /// <summary>Which state of lists and user the remembered verdict of <see cref="Room.Mutes"/> is for.</summary>
    [Derived] internal (int Lists, int User) SpeechVersion = (-1, -1);
    [Derived] internal bool SpeechBarred;

    /// <summary>The sessions of the user that hear the room; none: a guest's only one does.</summary>
    public ReadOnlySpan<uint> Sessions => _sessions;

    public bool IsAttached(uint session) => _sessions.AsSpan().Contains(session);

    /// <summary>Whether the user would leave the room with this session.</summary>
    public bool HangsOn(uint session) => _sessions.Length == 0 || (_sessions.Length == 1 && _sessions[0] == session);

    internal void Attach(uint session)
    {
        if (!IsAttached(session)) _sessions = [.. _sessions, session];
    }

    internal void Detach(uint session) => _sessions = Array.FindAll(_sessions, s => s != session);

    internal void Grant(Rank rank, in Dot by)
    {
        Revoke(rank);
        _grants = [.. _grants, new(rank, by)];
        Count();
    }

    internal void Revoke(Rank rank)
    {
        if ((Ranks & rank.AsSet()) == 0) return;
        _grants = Array.FindAll(_grants, g => g.Rank != rank);
        Count();
    }

    private void Count()
    {
        Ranks = _grants.Aggregate(Ranks.None, static (all, grant) => all | grant.Rank.AsSet());
        Rank = Ranks.Highest();
    }
}

/// <summary>A rank and the event that gave it.</summary>
public readonly record struct RankGrant(Rank Rank, Dot By);
