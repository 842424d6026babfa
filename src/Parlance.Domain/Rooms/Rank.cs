namespace Parlance.Domain.Rooms;

/// <summary>A user's standing in a room: the MODE prefix on IRC, affiliation and role on XMPP. Compared by number; staff who override act with 60.</summary>
public enum Rank : byte
{
    None = 0,
    Voice = 10,
    HalfOperator = 20,
    Operator = 30,
    Admin = 40,
    Founder = 50,
    Staff = 60,
}

/// <summary>The ranks one member holds. They are given and taken one by one, as IRC's MODE does; the highest counts.</summary>
[Flags]
public enum Ranks : byte
{
    None = 0,
    Voice = 1,
    HalfOperator = 2,
    Operator = 4,
    Admin = 8,
    Founder = 16,
}

public static class RankSets
{
    /// <summary>All ranks a member can hold, highest first.</summary>
    public static ReadOnlySpan<Rank> HighestFirst => [Rank.Founder, Rank.Admin, Rank.Operator, Rank.HalfOperator, Rank.Voice];

    public static Ranks AsSet(this Rank rank) => rank switch
    {
        Rank.Voice => Ranks.Voice,
        Rank.HalfOperator => Ranks.HalfOperator,
        Rank.Operator => Ranks.Operator,
        Rank.Admin => Ranks.Admin,
        Rank.Founder => Ranks.Founder,
        _ => Ranks.None,
    };

    public static Rank Highest(this Ranks ranks) => ranks switch
    {
        >= Ranks.Founder => Rank.Founder,
        >= Ranks.Admin => Rank.Admin,
        >= Ranks.Operator => Rank.Operator,
        >= Ranks.HalfOperator => Rank.HalfOperator,
        >= Ranks.Voice => Rank.Voice,
        _ => Rank.None,
    };

    /// <summary>The highest rank that a holder of this one may give and take (CONVERGENCE 1.2: only a founder makes admins, nobody makes founders).</summary>
    public static Rank MayGrant(this Rank rank) => rank switch
    {
        Rank.Staff => Rank.Founder,
        Rank.Founder => Rank.Admin,
        Rank.Admin or Rank.Operator => Rank.Operator,
        Rank.HalfOperator => Rank.Voice,
        _ => Rank.None,
    };
}
