namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// Step 0: had the actor, knowing what its node knew, the right? It follows from the event's own past only, so every node says the same for ever.
/// It asks no more than the commands do (limits and syntax act there), for what an honest node decided must be valid everywhere.
/// </summary>
internal readonly ref partial struct Validity
{
    /// <summary>How far a node's stamps may be ahead of its wall clock, by which it decided whether an invitation was still open.</summary>
    private static readonly TimeSpan StampsAhead = TimeSpan.FromMinutes(1);

    private readonly RoomFact _fact;
    private readonly FoldedRoom _past;
    private readonly Standing _standing;
    private readonly FoldRules _rules;
    private readonly FoldedMember? _actor;

    private Validity(RoomFact fact, FoldedRoom past, Standing standing, FoldRules rules)
    {
        (_fact, _past, _standing, _rules) = (fact, past, standing, rules);
        _actor = By.IsServer ? null : past.MemberOf(By.Uid);
    }

    private Actor By => _fact.At.By;
    private bool IsIn => _actor is not null || By.AsOperator;

    /// <summary>The rank to act with: as a member, by lasting access (through ChanServ also from outside), or as staff.</summary>
    private Rank Rank => By.AsOperator ? Rank.Staff : IsByAccess ? OwnAccess.Rank() : _actor?.Rank ?? Rank.None;
    private Access OwnAccess => _past.AccessOf(Account);
    private bool IsByAccess => OwnAccess.Rank() > (_actor?.Rank ?? Rank.None);
    private bool MayAct => IsIn || OwnAccess > Access.None;

    /// <summary>The account, if the node's word on it is taken.</summary>
    private string? Account => !_standing.IsRelay || !_rules.RelaysVouchForNoAccount ? By.Account : null;

    /// <param name="fact">What to judge.</param>
    /// <param name="past">The room that its past means.</param>
    /// <param name="charter">What the roster says of its node.</param>
    /// <param name="rules">The rules.</param>
    public static Judgement Of(RoomFact fact, FoldedRoom past, Charter charter, FoldRules rules)
    {
        var judged = new Validity(fact, past, charter.Of(fact.At.Node), rules).Judge();
        return fact.At.Stamp > past.Latest ? judged : judged with { After = past.Latest };
    }

    private Judgement Judge()
    {
        if (!By.IsServer && By.Uid.Node != _fact.At.Node && _rules.ActorsAreOfTheirNode) return Judgement.Of(Flaw.NotItsUser);
        if (_fact.At.Stamp <= _past.Latest && _rules.StampsGrow) return Judgement.Of(Flaw.Backdated);
        if (By.AsOperator && !_standing.OperatorsCount && _rules.StaffNeedsStanding) return Judgement.Of(Flaw.NotStaff);
        if (_fact.Event is RoomCreated created) return Created(created);
        if (!_past.IsOpen || !_past.Instances.Contains(_fact.At.Room)) return Judgement.Of(Flaw.NoRoom);

        return _fact.Event switch
        {
            ModeChanged e => Changed(e),
            ModeLocked => Needs(Rank.Founder),
            TopicSet => Wrote(),
            RankGranted e => Granted(e),
            RankRevoked e => Revoked(e),
            AccessChanged e => Accessed(e),
            MaskAdded => _fact.Mask is null ? Judgement.Of(Flaw.Malformed) : Needs(Rank.HalfOperator),
            MaskRemoved => Needs(Rank.HalfOperator),
            MemberJoined e => Joined(e),
            MemberParted e => Left(e.User),
            MemberKicked e => Kicked(e),
            MemberInvited => Invited(),
            RoomRenamed => Needs(_past.Has(RoomMode.Registered) ? Rank.Founder : Rank.Operator),
            Metadata.RoomMetadataSet => Needs(Rank.Operator),
            SettingChanged => Needs(Rank.Founder),
            RoomRegistered e => e.Account != Account ? Judgement.Of(Flaw.NotItsUser) : Needs(Rank.Founder) with { IsAuthority = true },
            RoomUnregistered => Needs(Rank.Founder),
            RoomTransferred => Transferred(),
            RoomClosed => Closed(),
            _ => Acted(privileged: false), // kinds that change nothing here: knocks, further sessions, and those of newer versions
        };
    }

    private Judgement Created(RoomCreated created)
    {
        if (_fact.At.Room != _fact.At.Id || By.IsServer || created.Folded.Length == 0) return Judgement.Of(Flaw.BadInstance);
        if (_past.IsOpen) return Judgement.Of(Flaw.RoomExists);
        return new Judgement(Flaw.None) { Rank = Rank.Founder, IsPrivileged = true, IsAuthority = true };
    }

    private Judgement Changed(ModeChanged e)
    {
        return e.Mode == RoomMode.Registered || e.On && RoomModes.HasValue(e.Mode) && e.Value is null ? Judgement.Of(Flaw.Malformed) : Needs(Rank.Operator);
    }

    private Judgement Wrote()
    {
        if (!IsIn) return Judgement.Of(Flaw.NotMember);
        if (_past.Has(RoomMode.TopicLocked) && Rank < Rank.HalfOperator && _rules.ReceiversCheckTopics) return Judgement.Of(Flaw.RankTooLow);
        if (Rank < Rank.Voice && IsMuted() && _rules.ReceiversCheckTopics) return Judgement.Of(Flaw.Barred);
        return Acted(privileged: _past.Has(RoomMode.TopicLocked)) with { Exempt = ExemptFromBans() };
    }

    private Judgement Invited()
    {
        if (!IsIn) return Judgement.Of(Flaw.NotMember);
        var need = _past.Has(RoomMode.NoInvite) ? Rank.Admin : _past.Has(RoomMode.InviteOnly) && !_past.Has(RoomMode.FreeInvite) ? Rank.HalfOperator : Rank.None;
        return Needs(need);
    }

    private Judgement Closed()
    {
        if (!By.IsServer) return Needs(Rank.Founder) with { IsPrivileged = false }; // who may end a room is above all who could annul that
        return _past.Members.Count > 0 && _rules.ReceiversCheckRank ? Judgement.Of(Flaw.RankTooLow) : Acted(privileged: false);
    }

    /// <summary>Allowed from this rank up.</summary>
    private Judgement Needs(Rank rank)
    {
        if (!MayAct) return Judgement.Of(Flaw.NotMember);
        return Rank < rank && _rules.ReceiversCheckRank ? Judgement.Of(Flaw.RankTooLow) : Acted(privileged: rank > Rank.None);
    }

    private Judgement Acted(bool privileged)
    {
        var judged = new Judgement(Flaw.None) { IsPrivileged = privileged, Rank = Rank, Seat = _actor?.Seat.Joined ?? default };
        if (By.AsOperator) return judged;
        if (IsByAccess && _past.Access.TryGetValue(Account!, out var entry)) return judged with { Basis = entry.By.Dot, BasisAt = entry.By.At, FromAccess = true };
        if (_actor is not { Ranks.Length: > 0 } member) return judged;
        ref readonly var held = ref member.Ranks[0];
        return judged with { Basis = held.By.Dot, BasisAt = held.By.At, FromAccess = held.FromAccess };
    }

    private bool IsMuted() => _fact.Guise is { } guise && !_past.Matches(MaskListKind.Exception, guise, Account, speech: true) &&
        (_past.Matches(MaskListKind.Ban, guise, Account, speech: true) || _past.Matches(MaskListKind.Mute, guise, Account, speech: true));

    private Exemptions ExemptFromBans() =>
        _fact.Guise is { } guise && _past.Matches(MaskListKind.Exception, guise, Account, speech: true) ? Exemptions.Bans : Exemptions.None;
}
