namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// The short way: a valid fact whose origin had seen everything known here is simply assigned. It gives what the fold of all would give
/// (tested at every simulated step).
/// </summary>
internal static class Assignment
{
    public static void Apply(FoldedRoom room, RoomFact fact, Charter charter, FoldRules rules, Sid self)
    {
        ref readonly var at = ref fact.At;
        if (rules.QuarantineAnnuls && charter.Of(at.Node).IsQuarantined) return; // not even its stamp counts: it may have told others another one
        room.Notice(at, rules.OldIncarnationsAreVoid);
        if (!fact.IsValid) return;
        var by = Origin.Of(fact);
        switch (fact.Event)
        {
            case RoomCreated e: room.Begin(e, at, Honours(charter, at.Node, rules)); break;
            case RoomClosed: room.Clear(); break;
            case ModeChanged { On: true } e: room.Set(new(e.Mode, e.Value, by)); break;
            case ModeChanged e when rules.ModesCanBeCleared: room.Unset(e.Mode); break;
            case ModeLocked { On: { } on } e when rules.LocksAreRead: room.HoldMode(new(e.Mode, on, e.Value, by)); break;
            case ModeLocked e: room.Release(e.Mode); break;
            case TopicSet e: room.SetTopics(new FoldedTopic(e.Text, e.Setter, at.By.Uid, by)); break;
            case AccessChanged e: room.SetAccess(e.Account, new(e.Level, by)); break;
            case RoomRegistered or RoomTransferred or RoomUnregistered: Register(room, fact, by); break;
            case SettingChanged e: room.Choose(e.Setting, e.Value, by); break;
            case RoomRenamed e: room.Rename(e.Name, e.Folded, by); break;
            case Metadata.RoomMetadataSet e: room.SetMetadata(e.Key, e.Value, by); break;
            case MaskAdded e when rules.RemoteBansCount || at.Node == self: room.Add(ListKey.Of(e.List, e.Mask), new(e.Mask, e.Setter, at.By.Uid, by), null); break;
            case MaskRemoved e when rules.ListsCanBeCleared: room.Remove(ListKey.Of(e.List, e.Mask), null); break;
            default: Seat(room, fact, charter, rules, self); break;
        }
    }

    private static void Register(FoldedRoom room, RoomFact fact, in Origin by)
    {
        var account = RoomFold.AccountOf(fact.Event);
        if (fact.Judged.Was is { } was) room.SetAccess(was, new(Access.Admin, by));
        if (account is not null) room.SetAccess(account, new(Access.Owner, by));
        room.Register(account, by);
    }

    private static void Seat(FoldedRoom room, RoomFact fact, Charter charter, FoldRules rules, Sid self)
    {
        ref readonly var at = ref fact.At;
        switch (fact.Event)
        {
            case MemberInvited e: room.Invite(e.User, new(at.By.Uid, e.Expires, Origin.Of(fact)), null); break;
            case MemberJoined e: Admit(room, e.User, fact, charter, rules, self); break;
            case MemberParted e: room.Dismiss(e.User, null, ranksStay: false); break;
            case MemberKicked e: room.Dismiss(e.User, null, ranksStay: false); break;
            case RankGranted e when MayHaveRank(e.User, rules, self): room.Give(e.User, new(e.Rank, Origin.Of(fact), fact.Judged.Seat, FromAccess: false)); break;
            case RankRevoked e when MayHaveRank(e.User, rules, self): room.Take(e.User, e.Rank); break;
        }
    }

    private static void Admit(FoldedRoom room, Uid user, RoomFact fact, Charter charter, FoldRules rules, Sid self)
    {
        ref readonly var at = ref fact.At;
        var account = Honours(charter, at.Node, rules) ? at.By.Account : null;
        if (!rules.RemoteGuestsAreMembers && account is null && at.Node != self) return;
        room.Uninvite(user, null);
        if (rules.OldIncarnationsAreVoid && !room.IsCurrent(at.Dot)) return;
        room.Admit(user, new(at.Dot, at.Stamp, account));
        if (fact.Judged.Rank > Rank.None && MayHaveRank(user, rules, self))
            room.Give(user, new(fact.Judged.Rank, new(fact.Judged.Basis, fact.Judged.BasisAt), at.Dot, FromAccess: true));
    }

    private static bool MayHaveRank(Uid user, FoldRules rules, Sid self) => rules.RemoteUsersCanHaveRank || user.Node == self;

    private static bool Honours(Charter charter, Sid node, FoldRules rules) => !charter.Of(node).IsRelay || !rules.RelaysVouchForNoAccount;
}
