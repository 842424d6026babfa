namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// What holds of a fact for ever, because it follows from what its origin had seen: whether it was allowed, with which rank its actor acted, and which fact
/// gave that rank.
/// </summary>
internal readonly record struct Judgement(Flaw Flaw)
{
    public static Judgement Of(Flaw flaw) => new(flaw);

    /// <summary>The rank acted with.</summary>
    public Rank Rank { get; init; }

    /// <summary>What gave the rank; none: nothing did, or staff rights.</summary>
    public Dot Basis { get; init; }
    public Stamp BasisAt { get; init; }

    /// <summary>The same, as long as it is not compacted.</summary>
    public RoomFact? BasisFact { get; init; }

    /// <summary>The rank came from lasting access (or from having created the room), not from a grant.</summary>
    public bool FromAccess { get; init; }

    /// <summary>It needed the rank.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>It gives or takes authority.</summary>
    public bool IsAuthority { get; init; }

    /// <summary>The join by which the user it is about was in: the target of a rank, else the actor.</summary>
    public Dot Seat { get; init; }

    /// <summary>The same, as long as it is not compacted.</summary>
    public RoomFact? SeatFact { get; init; }
    public Exemptions Exempt { get; init; }

    /// <summary>Of a back-dated fact, the greatest stamp among what it had seen: it stands after that, whatever it says. None: its stamp is right.</summary>
    public Stamp After { get; init; }

    /// <summary>Whom a transferred room belonged to.</summary>
    public string? Was { get; init; }

    /// <summary>The limit in force where a join was written; 0: none.</summary>
    public int Limit { get; init; }

    /// <summary>Strictly more senior: higher rank, or the same by an earlier grant.</summary>
    public bool IsSeniorTo(in Judgement other, FoldRules rules)
    {
        if (Rank != other.Rank) return Rank > other.Rank;
        var order = BasisAt.CompareTo(other.BasisAt);
        if (order == 0) order = Basis.CompareTo(other.Basis);
        return rules.EarlierGrantIsSenior ? order < 0 : order > 0;
    }
}

/// <summary>What a use was excused from where it was written.</summary>
[Flags]
internal enum Exemptions : byte
{
    None = 0,
    /// <summary>Invited: key, limit, bans and invite-only do not matter.</summary>
    Invited = 1,
    /// <summary>Access from operator up: the same.</summary>
    Access = 2,
    /// <summary>On the list of those who need no invitation, or with any access.</summary>
    InviteOnly = 4,
    /// <summary>Excepted from bans.</summary>
    Bans = 8,
}
