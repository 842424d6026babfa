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

    /// <summary>Adds the events by which the rank of a member, if the account is one, becomes that of its new access.</summary>
    internal static void Follow(Room room, NodeState state, string account, Access level, List<Event> events)
    {
        if (!state.Users.TryAccount(account, out var user) || room.MemberOf(user.Uid) is not { } member) return;
        var old = room.AccessOf(account).Rank();
        var won = level.Rank();
        if (old == won) return;
        if (old > Rooms.Rank.None && (member.Ranks & old.AsSet()) != 0) events.Add(new RankRevoked(user.Uid, old));
        if (won > Rooms.Rank.None && (member.Ranks & won.AsSet()) == 0) events.Add(new RankGranted(user.Uid, won));
    }
}

/// <summary>
/// Gives or takes an account's access. The giver's own access (or staff rights) must be operator's at least and above both the old and the new level; owners
/// may make owners, and the last one stays. Who has a standing is no outcast. The rank of a member follows. XEP-0045 §5.2.
/// </summary>
/// <param name="Account">The account's name as it compares.</param>
public sealed record ChangeAccess(string Account, Access Level) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        var own = by.Now.AsOperator || (by.Rank == Rank.Founder && room.Owners == 0) ? Access.Owner : room.AccessOf(by.User.AccountFolded);
        var old = room.AccessOf(Account);
        if (old == Level) return Verdict.Nothing;
        var lowersSelf = by.User.AccountFolded == Account && Level < old;
        if (!lowersSelf && own < Access.Operator) return RefusalCode.RankTooLow;
        if (!lowersSelf && own != Access.Owner && old >= own) return new Refusal(RefusalCode.TargetOutranks, Account);
        if (!lowersSelf && own != Access.Owner && Level >= own) return RefusalCode.RankTooLow;
        if (old == Access.Owner && room.Owners == 1) return new Refusal(RefusalCode.LastOwner, Account);
        if (room.RegisteredTo == Account) return new Refusal(RefusalCode.TargetOutranks, Account);
        if (old == Access.None && !by.State.Accounts.TryGet(Account, out _)) return new Refusal(RefusalCode.NoSuchAccount, Account);
        if (old == Access.None && room.Access.Count >= by.Now.Limits.AccessEntries) return new Refusal(RefusalCode.ListFull, "access");

        var events = new List<Event> { new AccessChanged(Account, Level) };
        if (Level > Access.None && room.Bans.Find(Outcast.MaskOf(Account)) is { } ban) events.Add(new MaskRemoved(MaskListKind.Ban, ban.Mask));
        AccessRanks.Follow(room, by.State, Account, Level, events);
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
