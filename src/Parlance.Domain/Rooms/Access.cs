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

/// <summary>Gives or takes an account's access. The giver's own access (or staff rights) must be above both the old and the new level; owners may make owners. The rank of a member follows.</summary>
/// <param name="Account">The account's name as it compares.</param>
public sealed record ChangeAccess(string Account, Access Level) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        var own = by.Now.AsOperator ? Access.Owner : room.AccessOf(by.User.AccountFolded);
        var old = room.AccessOf(Account);
        if (old == Level) return Verdict.Nothing;
        var lowersSelf = by.User.AccountFolded == Account && Level < old;
        if (!lowersSelf && own != Access.Owner && (own < Access.Admin || old >= own || Level >= own)) return RefusalCode.RankTooLow;
        if (old == Access.Owner && room.Owners == 1) return new Refusal(RefusalCode.TargetOutranks, Account);
        if (old == Access.None && room.Access.Count >= by.Now.Limits.AccessEntries) return new Refusal(RefusalCode.ListFull, "access");

        var changed = new AccessChanged(Account, Level);
        if (!by.State.Users.TryAccount(Account, out var user) || room.MemberOf(user.Uid) is not { } member) return changed;
        var events = new List<Event> { changed };
        if (old.Rank() is > Rank.None and var lost && (member.Ranks & lost.AsSet()) != 0) events.Add(new RankRevoked(user.Uid, lost));
        if (Level.Rank() is > Rank.None and var won && (member.Ranks & won.AsSet()) == 0) events.Add(new RankGranted(user.Uid, won));
        return events;
    }
}

/// <summary>An account has this access from now on; <see cref="Access.None"/> takes it off the list.</summary>
[EventName("channel.access")]
public sealed record AccessChanged(string Account, Access Level) : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => Register.Rank;
    public override string? Target => Account;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.SetAccess(Account, new(Level, at.Dot, at.Stamp));
}
