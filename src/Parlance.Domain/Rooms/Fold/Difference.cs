namespace Parlance.Domain.Rooms.Fold;

/// <summary>What reads otherwise in one room than in another, in an order in which it can be said: the room, who is in, ranks, modes, lists, topic.</summary>
internal sealed class Difference
{
    private readonly List<RoomChange> _changes = [];
    private readonly FoldedRoom _before;
    private readonly FoldedRoom _after;
    private readonly RoomReplica _replica;

    private Difference(FoldedRoom before, FoldedRoom after, RoomReplica replica) => (_before, _after, _replica) = (before, after, replica);

    public static IReadOnlyList<RoomChange> Between(FoldedRoom before, FoldedRoom after, RoomReplica replica)
    {
        var difference = new Difference(before, after, replica);
        difference.CompareRooms();
        if (!after.IsOpen) return difference._changes;
        difference.CompareMembers();
        difference.CompareModes();
        difference.CompareLists();
        difference.CompareTopics();
        difference.CompareAccess();
        difference.CompareMetadata();
        return difference._changes;
    }

    private void CompareRooms()
    {
        if (_before.IsOpen && !_after.IsOpen) Add(new RoomVanished(), _before.Creation.Dot, default, e => e is RoomClosed);
        else if (_before.Instance != _after.Instance) Add(new InstanceChanged(_after.Instance, _after.Name), _before.Creation.Dot, _after.Creation.Dot);
        else if (_before.Name != _after.Name) Add(new NameReads(_after.Name, _after.Folded, _before.Name), _before.NamedBy.Dot, _after.NamedBy.Dot);
    }

    private void CompareMembers()
    {
        foreach (var member in _before.Members.Values.OrderBy(m => m.User))
            if (_after.MemberOf(member.User) is null)
                Add(new MemberGone(member.User), member.Seat.Joined, default, e => (e as MemberKicked)?.User == member.User || (e as MemberParted)?.User == member.User);
        foreach (var member in _after.Members.Values.OrderBy(m => m.User))
        {
            var was = _before.MemberOf(member.User);
            if (was is null) Add(new MemberCame(member.User, member.Seat.Joined), default, member.Seat.Joined);
            CompareRanks(was, member);
        }
    }

    private void CompareRanks(FoldedMember? was, FoldedMember member)
    {
        if (was is not null)
            foreach (var held in was.Ranks)
                if (!member.Holds(held.Rank)) Add(new RankTaken(member.User, held.Rank), held.By.Dot, default, e => e is RankRevoked revoked && revoked.User == member.User && revoked.Rank == held.Rank);
        foreach (var held in member.Ranks)
            if (was?.Holds(held.Rank) != true) Add(new RankGiven(member.User, held.Rank), default, held.By.Dot);
    }

    private void CompareModes()
    {
        var (was, now) = (_before.Modes, _after.Modes);
        if (was == now) return;
        foreach (var mode in Enum.GetValues<RoomMode>())
        {
            if (was.Has(mode) == now.Has(mode) && was.ValueOf(mode) == now.ValueOf(mode)) continue;
            Add(new ModeReads(mode, now.Has(mode), now.Has(mode) ? now.ValueOf(mode) : was.ValueOf(mode)), WriterOf(_before, mode), WriterOf(_after, mode),
                e => (e as ModeChanged)?.Mode == mode || (e as ModeLocked)?.Mode == mode);
        }
    }

    private static Dot WriterOf(FoldedRoom room, RoomMode mode)
    {
        foreach (ref readonly var hold in room.Holds)
            if (hold.Mode == mode) return hold.By.Dot;
        foreach (ref readonly var setting in room.Settings)
            if (setting.Mode == mode) return setting.By.Dot;
        return default;
    }

    private void CompareLists()
    {
        foreach (var (key, additions) in _before.Lists.OrderBy(entry => entry.Key))
            if (!_after.Lists.ContainsKey(key))
                Add(new MaskUnlisted(key.List, additions[^1].Mask), additions[^1].By.Dot, default,
                    e => e is MaskRemoved removed && ListKey.Of(removed.List, removed.Mask) == key);
        foreach (var (key, additions) in _after.Lists.OrderBy(entry => entry.Key))
            if (!_before.Lists.ContainsKey(key))
                Add(new MaskListed(key.List, additions[^1].Mask, additions[^1].Setter, additions[^1].User, additions[^1].By.At), default, additions[^1].By.Dot);
    }

    private void CompareTopics()
    {
        var (was, now) = (_before.Topic, _after.Topic);
        if (was.Text != now.Text || was.Setter != now.Setter) Add(new TopicReads(now.Text, now.Setter, now.User, now.By.At), was.By.Dot, now.By.Dot);
    }

    private void CompareAccess()
    {
        foreach (var (account, entry) in _before.Access.OrderBy(e => e.Key, StringComparer.Ordinal))
            if (!_after.Access.ContainsKey(account)) Add(new AccessReads(account, Access.None), entry.By.Dot, default, e => (e as AccessChanged)?.Account == account);
        foreach (var (account, entry) in _after.Access.OrderBy(e => e.Key, StringComparer.Ordinal))
            if (_before.AccessOf(account) != entry.Level) Add(new AccessReads(account, entry.Level), _before.Access.GetValueOrDefault(account).By.Dot, entry.By.Dot);
    }

    private void CompareMetadata()
    {
        if (_before.RegisteredTo != _after.RegisteredTo)
            Add(new RegistrationReads(_after.RegisteredTo), _before.RegisteredBy.Dot, _after.RegisteredBy.Dot, e => e is RoomUnregistered);
        foreach (var setting in Enum.GetValues<RoomSetting>())
        {
            var (was, now) = (_before.Choices.GetValueOrDefault(setting), _after.Choices.GetValueOrDefault(setting));
            if (was.Value != now.Value) Add(new SettingReads(setting, now.Value), was.By.Dot, now.By.Dot, e => (e as SettingChanged)?.Setting == setting);
        }

        foreach (var (key, value) in _before.Metadata)
            if (!_after.Metadata.ContainsKey(key)) Add(new MetadataReads(key, null), value.By.Dot, default, e => (e as Domain.Metadata.RoomMetadataSet)?.Key == key);
        foreach (var (key, value) in _after.Metadata)
            if (_before.Metadata.GetValueOrDefault(key).Value != value.Value) Add(new MetadataReads(key, value.Value), _before.Metadata.GetValueOrDefault(key).By.Dot, value.By.Dot);
    }

    /// <param name="change">What reads otherwise.</param>
    /// <param name="was">The event that stood before.</param>
    /// <param name="now">The one that stands.</param>
    /// <param name="writes">Which events could have cleared it, where none stands.</param>
    private void Add(RoomChange change, in Dot was, in Dot now, Predicate<Event>? writes = null)
    {
        var because = new Because(now.IsNone && writes is not null ? LastOf(writes) : now);
        if (!was.IsNone && _replica.FactOf(was) is { Verdict: { IsEffective: false } verdict })
            because = because with { Annulled = was, Cause = verdict.Cause, By = verdict.By };
        _changes.Add(change with { Because = because });
    }

    private Dot LastOf(Predicate<Event> writes)
    {
        for (var i = _replica.Unstable.Count - 1; i >= 0; i--)
            if (_replica.Unstable[i] is { Verdict.IsEffective: true } fact && writes(fact.Event)) return fact.At.Dot;
        return default;
    }
}
