namespace Parlance.Domain.Rooms;

/// <summary>An account's lasting standing in a room: ChanServ access on IRC, affiliation on XMPP. Who joins gets the rank that goes with it (ARCHITECTURE §8).</summary>
public enum Access : byte
{
    None = 0,
    /// <summary>Let in where only members are; no rank.</summary>
    Member = 5,
    Voice = 10,
    HalfOperator = 20,
    Operator = 30,
    Admin = 40,
    Owner = 50,
}

/// <summary>An entry of a room's access list: the level and the event that gave it.</summary>
public readonly record struct AccessEntry(Access Level, Dot By, Stamp At);

/// <summary>What access comes to in a room.</summary>
public static class AccessRanks
{
    /// <summary>The rank that somebody with the access joins with.</summary>
    public static Rank Rank(this Access access) => access switch
    {
        Access.Owner => Rooms.Rank.Founder,
        Access.Admin => Rooms.Rank.Admin,
        Access.Operator => Rooms.Rank.Operator,
        Access.HalfOperator => Rooms.Rank.HalfOperator,
        Access.Voice => Rooms.Rank.Voice,
        _ => Rooms.Rank.None,
    };
}

/// <summary>An account has this access from now on; <see cref="Access.None"/> takes it off the list.</summary>
[EventName("channel.access")]
public sealed record AccessChanged(string Account, Access Level) : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => Register.Rank;
    public override string? Target => Account;

    protected override void Evolve(Room room, NodeState state, in Envelope at) { }
}
