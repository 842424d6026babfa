namespace Parlance.Domain.Rooms.Fold;

/// <summary>Step 4: what the effective facts leave. Of concurrent writes of one field the senior's stands, then the tighter, then the later.</summary>
internal sealed partial class RoomFold
{
    private readonly Dictionary<Field, List<RoomFact>> _writes = [];
    private readonly Stack<List<RoomFact>> _spare = [];
    private readonly Dictionary<ListKey, List<RoomFact>> _removals = [];

    private FoldedRoom ReadRegisters()
    {
        _life = null;
        var room = _from.Copy();
        if (!BaseLives) room.Clear();
        foreach (var fact in _facts)
            if (_marks[fact.Slot].Cause != AnnulmentCause.Quarantined) room.Notice(fact.At, rules.OldIncarnationsAreVoid);
        if (_creation is { } creation) room.Begin((RoomCreated)creation.Event, creation.At, HonoursAccountsOf(creation));
        if (!room.IsOpen) return room;
        foreach (var lost in _creations)
            if (_marks[lost.Slot].EndedBy is null) room.Absorb(lost.At.Room);

        foreach (var removals in _removals.Values) removals.Clear();
        foreach (var fact in _facts)
            if (Counts(fact)) Read(room, fact);
        foreach (var (field, writes) in _writes)
        {
            Settle(room, field, writes);
            writes.Clear();
            _spare.Push(writes);
        }

        _writes.Clear();
        return room;
    }

    private void Read(FoldedRoom room, RoomFact fact)
    {
        switch (fact.Event)
        {
            case RoomCreated e: ReadCreation(e, fact); break;
            case ModeChanged e when e.On || rules.ModesCanBeCleared: Write(Field.Of(FieldKind.Mode, (ulong)e.Mode), fact); break;
            case ModeLocked e when rules.LocksAreRead: Write(Field.Of(FieldKind.Lock, (ulong)e.Mode), fact); break;
            case TopicSet: Write(Field.Of(FieldKind.Topic, 0), fact); break;
            case RankGranted e when MayHaveRank(e.User): Write(Field.Of(e.User, e.Rank), fact); break;
            case RankRevoked e when MayHaveRank(e.User): Write(Field.Of(e.User, e.Rank), fact); break;
            case AccessChanged e: Write(Field.Of(FieldKind.Access, e.Account), fact); break;
            case RoomRegistered e:
                Write(Field.Of(FieldKind.Access, e.Account), fact);
                Write(Field.Of(FieldKind.Registration, 0), fact);
                break;
            case RoomTransferred e:
                Write(Field.Of(FieldKind.Access, e.Account), fact);
                Write(Field.Of(FieldKind.Access, fact.Judged.Was!), fact);
                Write(Field.Of(FieldKind.Registration, 0), fact);
                break;
            case RoomUnregistered: Write(Field.Of(FieldKind.Registration, 0), fact); break;
            case SettingChanged e: Write(Field.Of(FieldKind.Setting, (ulong)e.Setting), fact); break;
            case RoomRenamed: Write(Field.Of(FieldKind.Name, 0), fact); break;
            case Metadata.RoomMetadataSet e: Write(Field.Of(FieldKind.Metadata, e.Key), fact); break;
            case MaskAdded e when rules.RemoteBansCount || fact.At.Node == self: Add(room, e, fact); break;
            case MaskRemoved e when rules.ListsCanBeCleared: Remove(room, e, fact); break;
            case MemberInvited e: room.Invite(e.User, new(fact.At.By.Uid, e.Expires, Origin.Of(fact)), invitation => !Saw(fact, invitation.Origin.Dot)); break;
            case MemberJoined e: Admit(room, e.User, fact); break;
            case MemberParted e: room.Dismiss(e.User, seat => !Saw(fact, seat.Joined), !rules.RanksEndWithMembership); break;
            case MemberKicked e: room.Dismiss(e.User, seat => rules.KicksRemoveWhatTheySaw && !Saw(fact, seat.Joined), !rules.RanksEndWithMembership); break;
        }
    }

    /// <summary>Whether the origin of the fact had seen the event with that dot.</summary>
    private bool Saw(RoomFact fact, in Dot dot) => Find(dot) is not { } other || other.IsBefore(fact);

    /// <summary>The fact with that dot; null: it is behind the waist, and everybody has seen it.</summary>
    private RoomFact? Find(in Dot dot) => FactOf(dot);

    internal required Func<Dot, RoomFact?> FactOf { private get; init; }

    private void ReadCreation(RoomCreated created, RoomFact fact)
    {
        foreach (var mode in created.Modes) Write(Field.Of(FieldKind.Mode, (ulong)mode), fact);
        if (fact.At.By.Account is { } account && HonoursAccountsOf(fact)) Write(Field.Of(FieldKind.Access, account), fact);
    }

    private void Admit(FoldedRoom room, Uid user, RoomFact fact)
    {
        var account = HonoursAccountsOf(fact) ? fact.At.By.Account : null;
        if (!rules.RemoteGuestsAreMembers && account is null && fact.At.Node != self) return;
        room.Uninvite(user, invitation => !Saw(fact, invitation.Origin.Dot));
        if (rules.OldIncarnationsAreVoid && !room.IsCurrent(fact.At.Dot)) return;
        room.Admit(user, new(fact.At.Dot, fact.At.Stamp, account));
        if (fact.Judged.Rank > Rank.None && !_marks[fact.Slot].IsStripped && MayHaveRank(user)) Write(Field.Of(user, fact.Judged.Rank), fact);
    }

    private bool MayHaveRank(Uid user) => rules.RemoteUsersCanHaveRank || user.Node == self;

    private void Add(FoldedRoom room, MaskAdded e, RoomFact fact)
    {
        var key = ListKey.Of(e.List, e.Mask);
        if (FallsToConcurrentRemoval(e.List) && _removals.TryGetValue(key, out var removals) && removals.Exists(removal => !removal.IsBefore(fact))) return;
        room.Add(key, new(e.Mask, e.Setter, fact.At.By.Uid, Origin.Of(fact)), addition => !Saw(fact, addition.By.Dot));
    }

    private void Remove(FoldedRoom room, MaskRemoved e, RoomFact fact)
    {
        var key = ListKey.Of(e.List, e.Mask);
        if (!_removals.TryGetValue(key, out var removals)) _removals[key] = removals = [];
        removals.Add(fact);
        var falls = FallsToConcurrentRemoval(e.List);
        room.Remove(key, addition => !falls && !Saw(fact, addition.By.Dot));
    }

    /// <summary>Bans and mutes survive a removal that did not see them; what lets people in does not.</summary>
    private bool FallsToConcurrentRemoval(MaskListKind list) =>
        list is MaskListKind.Ban or MaskListKind.Mute ? !rules.BansSurviveConcurrentRemoval : rules.ExceptionsFallToConcurrentRemoval;

    /// <summary>Adds a write to those of its field, of which it ends the ones it has seen. Facts come in order, so none ends it.</summary>
    private void Write(in Field field, RoomFact fact)
    {
        if (!_writes.TryGetValue(field, out var writes)) _writes[field] = writes = _spare.TryPop(out var spare) ? spare : [];
        for (var i = writes.Count - 1; i >= 0; i--)
            if (writes[i].IsBefore(fact)) writes.RemoveAt(i);
        writes.Add(fact);
    }
}
