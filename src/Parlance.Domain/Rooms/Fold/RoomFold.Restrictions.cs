namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// Step 3: what anybody may do (join, set the topic of an open room, invite) is annulled by a concurrent restriction with an earlier stamp that was not
/// lifted in between. By the clock, because both sides acted in good faith.
/// </summary>
internal sealed partial class RoomFold
{
    private readonly List<RoomFact> _restrictions = [];
    private readonly List<RoomFact> _lifts = [];

    private void ApplyRestrictions()
    {
        _restrictions.Clear();
        _lifts.Clear();
        foreach (var fact in _facts)
        {
            if (!Counts(fact)) continue;
            if (IsRestriction(fact)) _restrictions.Add(fact);
            else if (fact.Event is ModeChanged or ModeLocked or MaskRemoved) _lifts.Add(fact);
        }

        if (_restrictions.Count > 0 && rules.RestrictionsAnnulLaterJoins) Restrict<MemberJoined>();
        if (rules.LimitsHoldAcrossNodes) EvictTheLatest();
        foreach (var fact in _facts)
            if (fact.Event is TopicSet or MemberInvited && Counts(fact) && fact.Judged.SeatFact is { } join && _marks[join.Slot].Fate != Fate.Effective && RankOf(fact) == Rank.None)
                Annul(fact, AnnulmentCause.JoinAnnulled, join.At.Dot);
        if (_restrictions.Count == 0 || !rules.RestrictionsAnnulLaterTopics) return;
        Restrict<TopicSet>();
        Restrict<MemberInvited>();
    }

    private static bool IsRestriction(RoomFact fact) => fact.Event switch
    {
        ModeChanged e => e.On && Restricts(e.Mode),
        ModeLocked e => e.On is true && Restricts(e.Mode),
        MaskAdded e => e.List is MaskListKind.Ban or MaskListKind.Mute,
        MemberKicked => true,
        _ => false,
    };

    private static bool Restricts(RoomMode mode) => mode is RoomMode.TopicLocked or RoomMode.InviteOnly or RoomMode.RegisteredOnly or RoomMode.Key
        or RoomMode.OperatorsOnly or RoomMode.TlsOnly or RoomMode.NoInvite or RoomMode.Moderated or RoomMode.RegisteredSpeak or RoomMode.NoExternal;

    private void Restrict<TUse>()
        where TUse : Event
    {
        foreach (var fact in _facts)
            if (fact.Event is TUse && Counts(fact) && RestrictionOf(fact) is { } restriction) Annul(fact, AnnulmentCause.Restricted, restriction.At.Dot);
    }

    private RoomFact? RestrictionOf(RoomFact use)
    {
        foreach (var restriction in _restrictions)
            if (ComesBefore(restriction, use) && !ReferenceEquals(restriction, use) && Forbids(restriction, use) && restriction.IsConcurrentWith(use) && !IsLifted(restriction, use)) return restriction;
        return null;
    }

    private bool ComesBefore(RoomFact restriction, RoomFact use) => restriction.CompareTo(use) < 0 || !rules.EarlierUsesStand;

    private bool Forbids(RoomFact restriction, RoomFact use)
    {
        var rank = rules.AnnulledRankExemptsFromNothing ? RankOf(use) : use.Judged.Rank;
        if (use.At.By.AsOperator) return false;
        return restriction.Event switch
        {
            ModeChanged e => Forbids(e.Mode, use, rank),
            ModeLocked e => Forbids(e.Mode, use, rank),
            MaskAdded e => ForbidsMask(restriction, e.List, use, rank),
            MemberKicked e => use.Event is not MemberJoined && e.User == use.At.By.Uid && Saw(restriction, use.Judged),
            _ => false,
        };
    }

    private bool Forbids(RoomMode mode, RoomFact use, Rank rank) => use.Event switch
    {
        TopicSet => mode == RoomMode.TopicLocked && rank < Rank.HalfOperator,
        MemberInvited => (mode == RoomMode.InviteOnly && rank < Rank.HalfOperator) || (mode == RoomMode.NoInvite && rank < Rank.Admin),
        MemberJoined when IsExempt(use, Exemptions.Invited | Exemptions.Access) => false,
        MemberJoined => mode switch
        {
            RoomMode.Key => true,
            RoomMode.InviteOnly => !IsExempt(use, Exemptions.InviteOnly),
            RoomMode.RegisteredOnly => use.At.By.Account is null,
            RoomMode.OperatorsOnly => use.Guise is { OperatorClass: null },
            RoomMode.TlsOnly => use.Guise is { Secure: false },
            _ => false,
        },
        _ => false,
    };

    private bool ForbidsMask(RoomFact restriction, MaskListKind list, RoomFact use, Rank rank)
    {
        if (restriction.Mask is not { } mask || use.Guise is not { } guise || IsExempt(use, Exemptions.Bans)) return false;
        var joins = use.Event is MemberJoined;
        if (joins ? list == MaskListKind.Mute || mask.IsMute || IsExempt(use, Exemptions.Invited | Exemptions.Access) : use.Event is not TopicSet || rank >= Rank.Voice) return false;
        return mask.Matches(guise.As(HonoursAccountsOf(use) ? use.At.By.Account : null));
    }

    /// <summary>Whether a use was excused where it was written; what access excused, annulled access does not.</summary>
    private bool IsExempt(RoomFact use, Exemptions from)
    {
        var exempt = use.Judged.Exempt;
        if (_marks[use.Slot].IsStripped && rules.AnnulledRankExemptsFromNothing) exempt &= ~Exemptions.Access;
        return (exempt & from) != 0;
    }

    /// <summary>Whether a kick saw the joining by which the actor was in.</summary>
    private static bool Saw(RoomFact kick, in Judgement use) => use.SeatFact is not { } join || join.IsBefore(kick);

    private bool IsLifted(RoomFact restriction, RoomFact use)
    {
        if (!rules.LiftedRestrictionsAreOver) return false;
        foreach (var lift in _lifts)
            if (Lifts(lift.Event, restriction.Event) && restriction.IsBefore(lift) && lift.CompareTo(use) < 0) return true;
        return false;
    }

    internal static bool Lifts(Event lift, Event restriction) => (lift, restriction) switch
    {
        (ModeChanged off, ModeChanged on) => off.Mode == on.Mode && !off.On,
        (ModeLocked off, ModeLocked on) => off.Mode == on.Mode,
        (ModeLocked off, ModeChanged on) => off.Mode == on.Mode && off.On is false,
        (MaskRemoved off, MaskAdded on) => off.List == on.List && string.Equals(off.Mask, on.Mask, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
