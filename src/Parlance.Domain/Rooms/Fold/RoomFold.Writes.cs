namespace Parlance.Domain.Rooms.Fold;

/// <summary>Which of the concurrent writes of a field stands, and what it says.</summary>
internal sealed partial class RoomFold
{
    private void Settle(FoldedRoom room, in Field field, List<RoomFact> writes)
    {
        var winner = writes[0];
        for (var i = 1; i < writes.Count; i++)
            if (Beats(writes[i], winner, field)) winner = writes[i];
        var by = Origin.Of(winner);
        switch (winner.Event)
        {
            case RoomCreated when field.Kind == FieldKind.Mode: room.Set(new((RoomMode)field.Number, null, by)); break;
            case RoomCreated: room.SetAccess(field.Text!, new(Access.Owner, by)); break;
            case ModeChanged { On: true } e: room.Set(new(e.Mode, e.Value, by)); break;
            case ModeChanged e: room.Unset(e.Mode); break;
            case ModeLocked { On: { } on } e: room.HoldMode(new(e.Mode, on, e.Value, by)); break;
            case ModeLocked e: room.Release(e.Mode); break;
            case TopicSet: room.SetTopics(TopicsOf(winner, writes)); break;
            case RankRevoked e: room.Take(e.User, e.Rank); break;
            case RankGranted e: Give(room, e.User, new(e.Rank, by, winner.Judged.Seat, FromAccess: false)); break;
            case MemberJoined e: Give(room, e.User, new(winner.Judged.Rank, new(winner.Judged.Basis, winner.Judged.BasisAt), winner.At.Dot, FromAccess: true)); break;
            case AccessChanged e: room.SetAccess(e.Account, new(e.Level, by)); break;
            case RoomRegistered or RoomTransferred or RoomUnregistered when field.Kind == FieldKind.Registration: room.Register(AccountOf(winner.Event), by); break;
            case RoomRegistered or RoomTransferred: room.SetAccess(field.Text!, new(AccessOf(winner.Event, field.Text!), by)); break;
            case SettingChanged e: room.Choose(e.Setting, e.Value, by); break;
            case RoomRenamed e: room.Rename(e.Name, e.Folded, by); break;
            case Metadata.RoomMetadataSet e: room.SetMetadata(e.Key, e.Value, by); break;
        }
    }

    /// <summary>Whom the room belongs to after it; null: nobody.</summary>
    internal static string? AccountOf(Event happened) => (happened as RoomRegistered)?.Account ?? (happened as RoomTransferred)?.Account;

    /// <summary>What registering or giving away a room makes of an account: the new owner, or who was it before.</summary>
    private static Access AccessOf(Event happened, string account) => AccountOf(happened) == account ? Access.Owner : Access.Admin;

    /// <summary>A rank belongs to a joining, and is void with it.</summary>
    private void Give(FoldedRoom room, Uid user, in Held held)
    {
        if (room.MemberOf(user) is not { } member) return;
        if (rules.RanksEndWithMembership && !Sits(member, held.Seat)) room.Take(user, held.Rank);
        else room.Give(user, held);
    }

    private static bool Sits(FoldedMember member, in Dot joined)
    {
        foreach (ref readonly var seat in member.Seats)
            if (seat.Joined == joined) return true;
        return false;
    }

    private static FoldedTopic[] TopicsOf(RoomFact winner, List<RoomFact> writes)
    {
        var topics = new FoldedTopic[writes.Count];
        topics[0] = TopicOf(winner);
        var at = 1;
        foreach (var write in writes)
            if (write != winner) topics[at++] = TopicOf(write);
        return topics;
    }

    private static FoldedTopic TopicOf(RoomFact fact) => fact.Event is TopicSet e ? new(e.Text, e.Setter, fact.At.By.Uid, Origin.Of(fact)) : default;

    /// <summary>Rank, tighter, later, dot: names and metadata by the clock alone.</summary>
    private bool Beats(RoomFact a, RoomFact b, in Field field)
    {
        if (!rules.RegistersIgnoreArrival) return a.Arrival > b.Arrival;
        var byClock = field.Kind is FieldKind.Name or FieldKind.Metadata or FieldKind.Setting or FieldKind.Registration;
        if (!byClock && rules.SeniorWritesFirst && WriterRank(a) != WriterRank(b)) return WriterRank(a) > WriterRank(b);
        if (!byClock && rules.TighterWritesSecond && Tightness(a, field) != Tightness(b, field)) return Tightness(a, field) > Tightness(b, field);
        return a.CompareTo(b) > 0 == rules.LaterWritesThird;
    }

    private Rank WriterRank(RoomFact fact) => RankOf(fact);

    /// <summary>The greater, the more it restricts.</summary>
    private static long Tightness(RoomFact fact, in Field field) => fact.Event switch
    {
        RoomCreated => field.Kind == FieldKind.Access ? -(int)Access.Owner : 1,
        RoomRegistered or RoomTransferred => -(int)AccessOf(fact.Event, field.Text ?? ""),
        ModeChanged { Mode: RoomMode.Limit, On: true } => int.MaxValue - (long)LimitOf(fact),
        ModeLocked { Mode: RoomMode.Limit, On: true } => int.MaxValue - (long)LimitOf(fact),
        ModeChanged e => e.On ? 1 : -1,
        ModeLocked e => e.On is { } on ? on ? 2 : 1 : 0,
        RankRevoked => 1,
        AccessChanged e => -(int)e.Level,
        _ => 0,
    };
}

/// <summary>The kinds of fields that hold one value.</summary>
internal enum FieldKind : byte
{
    Mode,
    Lock,
    Topic,
    Rank,
    Access,
    Name,
    Metadata,
    Setting,
    Registration,
}

/// <summary>A field of a room that holds one value.</summary>
internal readonly record struct Field(FieldKind Kind, ulong Number, string? Text)
{
    public static Field Of(FieldKind kind, ulong number) => new(kind, number, null);
    public static Field Of(FieldKind kind, string text) => new(kind, 0, text);
    public static Field Of(Uid user, Rank rank) => new(FieldKind.Rank, (user.Value << 8) | (byte)rank, null);
}
