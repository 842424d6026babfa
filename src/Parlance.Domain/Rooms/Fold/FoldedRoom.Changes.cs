namespace Parlance.Domain.Rooms.Fold;

/// <summary>How a folded room is put together. Plain assignment: which write stands was decided before.</summary>
public sealed partial class FoldedRoom
{
    /// <summary>A new room, empty but for what its creation says. What was of an older one is gone.</summary>
    internal void Begin(RoomCreated created, in Envelope at, bool accountCounts)
    {
        Clear();
        _instances = [at.Room];
        (Instance, Creation, Rules) = (at.Room, new(at.Dot, at.Stamp), created.Rules);
        (Name, Folded, NamedBy) = (created.Name, created.Folded, Creation);
        Founder = at.By.Account is null || !accountCounts ? at.By.Uid : default;
        foreach (var mode in created.Modes) Set(new(mode, null, Creation));
        if (at.By.Account is { } account && accountCounts) _access[account] = new(Rooms.Access.Owner, Creation);
    }

    internal void Restore(EventId instance, in Origin creation, int rules, Uid founder) => (Instance, Creation, Rules, Founder) = (instance, creation, rules, founder);

    /// <summary>Another creation became part of the room.</summary>
    internal void Absorb(EventId instance)
    {
        if (_instances.Contains(instance)) return;
        _instances = [.. _instances, instance];
        Array.Sort(_instances);
    }

    internal void Restore(Stamp latest, Dot[] incarnations) => (Latest, _incarnations) = (latest, incarnations);

    /// <summary>No room any more.</summary>
    internal void Clear()
    {
        (Instance, Creation, Rules, Founder, Name, Folded, NamedBy) = (default, default, 0, default, "", "", default);
        (_settings, _holds, _topics, _modes, _instances) = ([], [], [], null, []);
        _lists.Clear();
        _access.Clear();
        _members.Clear();
        _invitations.Clear();
        _metadata.Clear();
        _choices.Clear();
        (RegisteredTo, RegisteredBy) = (null, default);
    }

    /// <summary>Takes note that an event is among those known, whatever it comes to.</summary>
    internal void Notice(in Envelope at, bool oldOnesAreVoid)
    {
        if (at.Stamp > Latest) Latest = at.Stamp;
        for (var i = 0; i < _incarnations.Length; i++)
        {
            if (_incarnations[i].Node != at.Node) continue;
            if (_incarnations[i].Incarnation >= at.Incarnation) return;
            _incarnations = [.. _incarnations];
            _incarnations[i] = new(at.Node, at.Incarnation, 0);
            if (oldOnesAreVoid) VoidOlderThan(at.Node, at.Incarnation);
            return;
        }

        _incarnations = [.. _incarnations, new(at.Node, at.Incarnation, 0)];
        Array.Sort(_incarnations);
    }

    /// <summary>Whether joins of that incarnation still count.</summary>
    internal bool IsCurrent(in Dot dot)
    {
        foreach (ref readonly var newest in _incarnations.AsSpan())
            if (newest.Node == dot.Node) return dot.Incarnation >= newest.Incarnation;
        return true;
    }

    private void VoidOlderThan(Sid node, uint incarnation)
    {
        foreach (var member in _members.Values.ToArray())
            Replace(member, member.Keeping(seat => seat.Joined.Node != node || seat.Joined.Incarnation >= incarnation, ranksStay: false));
    }

    internal void Set(in Setting setting)
    {
        var (mode, kept) = (setting.Mode, _settings);
        _settings = [.. kept.Where(s => s.Mode < mode), setting, .. kept.Where(s => s.Mode > mode)];
        _modes = null;
    }

    internal void Unset(RoomMode mode)
    {
        _settings = Array.FindAll(_settings, s => s.Mode != mode);
        _modes = null;
    }

    internal void HoldMode(in Hold hold)
    {
        var (mode, kept) = (hold.Mode, _holds);
        _holds = [.. kept.Where(s => s.Mode < mode), hold, .. kept.Where(s => s.Mode > mode)];
        _modes = null;
    }

    internal void Release(RoomMode mode)
    {
        _holds = Array.FindAll(_holds, s => s.Mode != mode);
        _modes = null;
    }

    /// <param name="topics">The one that stands, then its rivals in the order of all facts.</param>
    internal void SetTopics(params FoldedTopic[] topics) => _topics = topics;

    internal void Rename(string name, string folded, in Origin by) => (Name, Folded, NamedBy) = (name, folded, by);

    internal void SetAccess(string account, in FoldedAccess entry)
    {
        if (entry.Level == Rooms.Access.None) _access.Remove(account);
        else _access[account] = entry;
    }

    /// <summary>Belongs to an account from now on, or (null) to none.</summary>
    internal void Register(string? account, in Origin by)
    {
        (RegisteredTo, RegisteredBy) = (account, account is null ? default : by);
        _modes = null;
    }

    internal void Choose(RoomSetting setting, string? value, in Origin by)
    {
        if (value is null) _choices.Remove(setting);
        else _choices[setting] = new(value, by);
    }

    internal void SetMetadata(string key, string? value, in Origin by)
    {
        if (value is null) _metadata.Remove(key);
        else _metadata[key] = new(value, by);
    }

    /// <summary>Adds to a list; additions it has seen are replaced by it.</summary>
    internal void Add(in ListKey key, in Addition addition, Predicate<Addition>? unseen)
    {
        if (unseen is null || !_lists.TryGetValue(key, out var there)) _lists[key] = [addition];
        else _lists[key] = [.. there.Where(a => unseen(a)), addition];
    }

    /// <summary>Takes off a list what the removal has seen (or all of it).</summary>
    internal void Remove(in ListKey key, Predicate<Addition>? unseen)
    {
        if (!_lists.TryGetValue(key, out var there)) return;
        var left = unseen is null ? [] : Array.FindAll(there, unseen);
        if (left.Length == 0) _lists.Remove(key);
        else _lists[key] = left;
    }

    internal void Invite(Uid user, in OpenInvitation invitation, Predicate<OpenInvitation>? unseen)
    {
        if (unseen is null || !_invitations.TryGetValue(user, out var there)) _invitations[user] = [invitation];
        else _invitations[user] = [.. there.Where(i => unseen(i)), invitation];
    }

    internal void Uninvite(Uid user, Predicate<OpenInvitation>? unseen)
    {
        if (!_invitations.TryGetValue(user, out var there)) return;
        var left = unseen is null ? [] : Array.FindAll(there, unseen);
        if (left.Length == 0) _invitations.Remove(user);
        else _invitations[user] = left;
    }

    internal void Admit(Uid user, in Seat seat) => _members[user] = _members.TryGetValue(user, out var member) ? member.With(seat) : new(user, [seat], []);

    /// <summary>Ends the joinings that somebody saw (or all of them).</summary>
    internal void Dismiss(Uid user, Predicate<Seat>? unseen, bool ranksStay)
    {
        if (!_members.TryGetValue(user, out var member)) return;
        Replace(member, unseen is null ? null : member.Keeping(unseen, ranksStay));
    }

    internal void Give(Uid user, in Held held)
    {
        if (_members.TryGetValue(user, out var member)) _members[user] = member.With(held);
    }

    internal void Take(Uid user, Rank rank)
    {
        if (_members.TryGetValue(user, out var member)) _members[user] = member.Without(rank);
    }

    private void Replace(FoldedMember was, FoldedMember? now)
    {
        if (now is null) _members.Remove(was.User);
        else if (!ReferenceEquals(was, now)) _members[was.User] = now;
    }
}
