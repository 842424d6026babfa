namespace Parlance.Domain.Rooms.Fold;

/// <summary>Step 1: of concurrent creations one wins, registered before account before guest, then the earliest. Members move over.</summary>
internal sealed partial class RoomFold
{
    private readonly List<RoomFact> _creations = [];
    private readonly List<RoomFact> _closings = [];
    private readonly Dictionary<EventId, RoomFact> _ends = [];
    private readonly List<RoomFact?> _lives = [];
    private RoomFact? _life;
    private RoomFact? _creation;
    private RoomFact? _endOfBase;

    /// <summary>Whether the room from behind the waist is what lives.</summary>
    private bool BaseLives => _from.IsOpen && _endOfBase is null;

    /// <summary>
    /// A name can have several lives, each ended by a closing. Facts of one never touch those of another; only the last has fields in the end.
    /// </summary>
    private void SettleCreation()
    {
        _creations.Clear();
        _closings.Clear();
        _ends.Clear();
        _lives.Clear();
        (_life, _creation, _endOfBase) = (null, null, null);
        foreach (var fact in _facts)
        {
            if (!Counts(fact)) continue;
            if (fact.Event is RoomCreated) _creations.Add(fact);
            else if (fact.Event is RoomClosed) _closings.Add(fact);
        }

        if (_creations.Count > 0 || _closings.Count > 0)
        {
            if (rules.JoinBeatsClose) _closings.RemoveAll(IsJoinedMeanwhile);
            FindEnds();
            foreach (var creation in _creations) AnnulIfRoomLivedOn(creation);
            _creations.RemoveAll(creation => _marks[creation.Slot].Fate != Fate.Effective);
            foreach (var closing in _closings)
                if (_ends.ContainsValue(closing)) _lives.Add(closing);
            foreach (var life in _lives) ChooseCreation(life);
            _creation = ChooseCreation(null);
        }

        _lives.Add(null);
    }

    /// <summary>A closing of an empty room gives way to whoever joined; one by an owner does not.</summary>
    private bool IsJoinedMeanwhile(RoomFact closing)
    {
        if (!closing.At.By.IsServer) return false;
        foreach (var fact in _facts)
        {
            if (fact.Event is not MemberJoined || !Counts(fact) || !fact.IsConcurrentWith(closing)) continue;
            Annul(closing, AnnulmentCause.JoinedMeanwhile, fact.At.Dot);
            return true;
        }

        return false;
    }

    private void FindEnds()
    {
        if (_closings.Count == 0) return;
        if (_from.IsOpen)
        {
            _endOfBase = _closings[0];
            foreach (var instance in _from.Instances) _ends[instance] = _closings[0];
        }

        foreach (var creation in _creations)
            if (_closings.Find(creation.IsBefore) is { } closing) _ends[creation.At.Room] = closing;
        foreach (var fact in _facts)
            if (_ends.TryGetValue(fact.At.Room, out var end)) _marks[fact.Slot].EndedBy = end;
    }

    /// <summary>A name can be taken again only when the room before it was closed, and stayed so.</summary>
    private void AnnulIfRoomLivedOn(RoomFact creation)
    {
        if (_from.IsOpen && !_closings.Exists(closing => closing.IsBefore(creation)))
        {
            Annul(creation, AnnulmentCause.RoomLivedOn, _from.Creation.Dot);
            return;
        }

        RoomFact? first = null;
        foreach (var older in _creations)
            if (older.IsBefore(creation) && !_closings.Exists(closing => older.IsBefore(closing) && closing.IsBefore(creation)) && (first is null || ComesFirst(older, first))) first = older;
        if (first is not null) Annul(creation, AnnulmentCause.RoomLivedOn, first.At.Dot);
    }

    /// <summary>The creation that has a life of the room; the others of it are annulled.</summary>
    private RoomFact? ChooseCreation(RoomFact? life)
    {
        RoomFact? first = null;
        foreach (var creation in _creations)
            if (_marks[creation.Slot].EndedBy == life && (first is null || ComesFirst(creation, first))) first = creation;
        foreach (var creation in _creations)
            if (_marks[creation.Slot].EndedBy == life && creation != first) Annul(creation, AnnulmentCause.CreatedElsewhere, first!.At.Dot);
        return first;
    }

    private bool ComesFirst(RoomFact creation, RoomFact other)
    {
        if (!rules.CreationIgnoresWhoseItIs && creation.At.Node == self != (other.At.Node == self)) return creation.At.Node == self;
        if (rules.ClaimedCreationWins && creation.At.Room == _charter.Claimed != (other.At.Room == _charter.Claimed)) return creation.At.Room == _charter.Claimed;
        if (rules.AccountsCreateBeforeGuests && HasAccount(creation) != HasAccount(other)) return HasAccount(creation);
        return creation.CompareTo(other) < 0 == rules.EarlierCreationWins;
    }

    private bool HasAccount(RoomFact creation) => creation.At.By.Account is not null && HonoursAccountsOf(creation);
}
