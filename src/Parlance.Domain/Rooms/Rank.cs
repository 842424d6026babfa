namespace Parlance.Domain.Rooms;

/// <summary>A user's standing in a room: the MODE prefix on IRC, affiliation and role on XMPP. Compared by number; staff who override act with 60.</summary>
public enum Rank
{
    None = 0,
    Voice = 10,
    HalfOperator = 20,
    Operator = 30,
    Admin = 40,
    Founder = 50,
    Staff = 60,
}
