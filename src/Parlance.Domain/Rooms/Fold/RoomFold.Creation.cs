namespace Parlance.Domain.Rooms.Fold;

/// <summary>Step 1: of concurrent creations one wins, registered before account before guest, then the earliest. Members move over.</summary>
internal sealed partial class RoomFold
{
    private readonly List<RoomFact> _creations = [];
    private readonly List<RoomFact> _closings = [];
    private readonly HashSet<EventId> _closed = [];
    private RoomFact? _creation;
    private bool _lives;

    private void SettleCreation()
    {
        _creations.Clear();
        _closings.Clear();
        _closed.Clear();
        _creation = null;
        _lives = _from.IsOpen;
        foreach (var fact in _facts)
        {
            if (!Counts(fact)) continue;
            if (fact.Event is RoomCreated) _creations.Add(fact);
            else if (fact.Event is RoomClosed) _closings.Add(fact);
        }

        if (_creations.Count == 0 && _closings.Count == 0) return;
        if (rules.JoinBeatsClose) _closings.RemoveAll(IsJoinedMeanwhile);
        EndClosed();
        foreach (var creation in _creations) AnnulIfRoomLivedOn(creation);
        _creations.RemoveAll(creation => !Counts(creation));
        ChooseCreation();
        if (_closed.Count == 0) return;
        foreach (var fact in _facts)
            if (_closed.Contains(fact.At.Room)) _marks[fact.Slot].IsOver = true;
    }

    private bool IsJoinedMeanwhile(RoomFact closing)
    {
        foreach (var fact in _facts)
        {
            if (fact.Event is not MemberJoined || !Counts(fact) || !fact.IsConcurrentWith(closing)) continue;
            Annul(closing, AnnulmentCause.JoinedMeanwhile, fact.At.Dot);
            return true;
        }

        return false;
    }

    private void EndClosed()
    {
        if (_closings.Count > 0 && _from.IsOpen)
        {
            _closed.Add(_from.Instance);
            _lives = false;
        }

        foreach (var creation in _creations)
            if (_closings.Exists(creation.IsBefore)) _closed.Add(creation.At.Room);
    }

    /// <summary>A name can be taken again only when the room before it was closed, and stayed so.</summary>
    private void AnnulIfRoomLivedOn(RoomFact creation)
    {
        if (_from.IsOpen && !_closings.Exists(closing => closing.IsBefore(creation)))
        {
            Annul(creation, AnnulmentCause.RoomLivedOn, _from.Creation.Dot);
            return;
        }

        foreach (var older in _creations)
        {
            if (!older.IsBefore(creation) || _closings.Exists(closing => older.IsBefore(closing) && closing.IsBefore(creation))) continue;
            Annul(creation, AnnulmentCause.RoomLivedOn, older.At.Dot);
            return;
        }
    }

    private void ChooseCreation()
    {
        foreach (var creation in _creations)
            if (!_closed.Contains(creation.At.Room) && (_creation is null || ComesFirst(creation, _creation))) _creation = creation;
        foreach (var creation in _creations)
            if (!_closed.Contains(creation.At.Room) && creation != _creation) Annul(creation, AnnulmentCause.CreatedElsewhere, _creation!.At.Dot);
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
