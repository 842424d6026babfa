namespace Parlance.Domain.Rooms.Fold;

/// <summary>Rights over people: ranks, access, coming and going.</summary>
internal readonly ref partial struct Validity
{
    private Judgement Granted(RankGranted e)
    {
        if (!MayAct) return Judgement.Of(Flaw.NotMember);
        if (_past.MemberOf(e.User) is not { } target) return Judgement.Of(Flaw.TargetNotMember);
        if (target.Holds(e.Rank)) return Judgement.Of(Flaw.AlreadySo);
        var follows = _past.AccessOf(target.Account).Rank() == e.Rank && Rank >= e.Rank; // the rank follows the access
        var isLow = Rank < Rank.HalfOperator && _rules.ReceiversCheckRank;
        if (!follows && (isLow || (Rank.MayGrant() < e.Rank && _rules.GrantsHaveACeiling))) return Judgement.Of(Flaw.RankTooLow);
        return Acted(privileged: true) with { IsAuthority = true, Seat = target.Seat.Joined };
    }

    private Judgement Revoked(RankRevoked e)
    {
        if (_past.MemberOf(e.User) is not { } target) return Judgement.Of(Flaw.TargetNotMember);
        if (e.User == By.Uid && _actor is not null) return Acted(privileged: false) with { Seat = target.Seat.Joined };
        if (!MayAct) return Judgement.Of(Flaw.NotMember);
        var follows = _past.AccessOf(target.Account).Rank() < e.Rank && Rank >= e.Rank;
        var isLow = Rank < Rank.HalfOperator && _rules.ReceiversCheckRank;
        if (isLow || (!follows && Rank.MayGrant() < e.Rank && _rules.GrantsHaveACeiling)) return Judgement.Of(Flaw.RankTooLow);
        if (target.Rank > Rank && _rules.SeniorsAreSafe) return Judgement.Of(Flaw.TargetOutranks);
        return Acted(privileged: true) with { IsAuthority = true, Seat = target.Seat.Joined };
    }

    /// <summary>By lasting access, not by the rank of the moment: above the old and the new level; owners may make owners. Without owners, the founder is one.</summary>
    private Judgement Accessed(AccessChanged e)
    {
        if (!MayAct) return Judgement.Of(Flaw.NotMember);
        var old = _past.AccessOf(e.Account);
        if (_past.RegisteredTo == e.Account || (old == Access.Owner && e.Level != old && _past.Owners == 1)) return Judgement.Of(Flaw.TargetOutranks);
        if (By.AsOperator) return Acted(privileged: true) with { IsAuthority = true };
        var founds = _actor?.Rank == Rank.Founder && _past.Owners == 0;
        var own = founds ? Access.Owner : OwnAccess;
        var judged = Acted(privileged: true) with { IsAuthority = true };
        if (!founds && Account is { } account && _past.Access.TryGetValue(account, out var entry))
            judged = judged with { Rank = entry.Level.Rank(), Basis = entry.By.Dot, BasisAt = entry.By.At, FromAccess = true };
        if (Account == e.Account && e.Level < old) return judged;
        var least = e.Level == Access.None ? Access.HalfOperator : Access.Operator;
        if (own != Access.Owner && (own < least || old >= own || e.Level >= own) && _rules.ReceiversCheckRank) return Judgement.Of(Flaw.RankTooLow);
        return judged;
    }

    private Judgement Transferred()
    {
        if (_past.RegisteredTo is not { } was) return Judgement.Of(Flaw.Malformed);
        if (!By.AsOperator && was != Account) return Judgement.Of(Flaw.RankTooLow);
        return Needs(Rank.Founder) with { IsAuthority = true, Was = was };
    }

    private Judgement Joined(MemberJoined e)
    {
        if (e.User != By.Uid) return Judgement.Of(Flaw.NotItsUser);
        if (_actor is not null) return Judgement.Of(Flaw.AlreadySo);
        var exempt = ExemptionsOf(e);
        if (!By.AsOperator && _rules.ReceiversCheckJoins && IsBarred(exempt)) return Judgement.Of(Flaw.Barred);

        var judged = new Judgement(Flaw.None) { Seat = _actor?.Seat.Joined ?? default, Exempt = exempt, Limit = _past.Modes.Limit };
        if (By.AsOperator) judged = judged with { Exempt = exempt | Exemptions.Invited };
        if (_past.Founder == e.User) return judged with { Rank = Rank.Founder, Basis = _past.Creation.Dot, BasisAt = _past.Creation.At, FromAccess = true };
        if (Account is not { } account || !_past.Access.TryGetValue(account, out var entry) || entry.Level.Rank() == Rank.None) return judged;
        return judged with { Rank = entry.Level.Rank(), Basis = entry.By.Dot, BasisAt = entry.By.At, FromAccess = true };
    }

    private Exemptions ExemptionsOf(MemberJoined e)
    {
        var exempt = Exemptions.None;
        if (_past.Invitations.TryGetValue(e.User, out var invitations))
            foreach (var invitation in invitations)
                if (invitation.Expires + StampsAhead > _fact.At.Stamp.Wall) exempt |= Exemptions.Invited;
        var access = _past.AccessOf(Account);
        if (access >= Access.Operator) exempt |= Exemptions.Access;
        if (access > Access.None || (_fact.Guise is { } inviter && _past.Matches(MaskListKind.InviteException, inviter, Account, speech: false))) exempt |= Exemptions.InviteOnly;
        if (_fact.Guise is { } guise && _past.Matches(MaskListKind.Exception, guise, Account, speech: false)) exempt |= Exemptions.Bans;
        return exempt;
    }

    /// <summary>The key and the number of members are its node's to check: events tell neither who knew a key nor who has just quit elsewhere.</summary>
    private bool IsBarred(Exemptions exempt)
    {
        if (_past.Choices.ContainsKey(RoomSetting.Locked) && OwnAccess < Access.Owner) return true;
        if (_fact.Guise is { } guise)
        {
            if (_past.Has(RoomMode.OperatorsOnly) && guise.OperatorClass is null) return true;
            if (_past.Has(RoomMode.TlsOnly) && !guise.Secure) return true;
            if ((exempt & (Exemptions.Invited | Exemptions.Access | Exemptions.Bans)) == 0 && _past.Matches(MaskListKind.Ban, guise, Account, speech: false)) return true;
        }

        if ((exempt & (Exemptions.Invited | Exemptions.Access)) != 0) return false;
        return (_past.Has(RoomMode.InviteOnly) && (exempt & Exemptions.InviteOnly) == 0) || (_past.Has(RoomMode.RegisteredOnly) && By.Account is null);
    }

    /// <summary>By oneself, or by the user's own node: their session ended.</summary>
    private Judgement Left(Uid user)
    {
        if (user != By.Uid && !(By.IsServer && user.Node == _fact.At.Node)) return Judgement.Of(Flaw.NotItsUser);
        return _past.MemberOf(user) is { } target ? Acted(privileged: false) with { Seat = target.Seat.Joined } : Judgement.Of(Flaw.TargetNotMember);
    }

    private Judgement Kicked(MemberKicked e)
    {
        if (_past.MemberOf(e.User) is not { } target) return Judgement.Of(Flaw.TargetNotMember);
        if (By.IsServer) return Left(e.User); // flooding, or the home node enforcing what the room decided
        if (!MayAct) return Judgement.Of(Flaw.NotMember);
        var isPlain = e.Cause == KickCause.Kick;
        if (_rules.ReceiversCheckRank && (Rank < Rank.HalfOperator || (isPlain && _past.Has(RoomMode.NoKick) && Rank < Rank.Founder))) return Judgement.Of(Flaw.RankTooLow);
        var outranked = target.Rank > Rank || (isPlain && Rank == Rank.HalfOperator && target.Rank == Rank.HalfOperator);
        if (e.User != By.Uid && outranked && _rules.SeniorsAreSafe) return Judgement.Of(Flaw.TargetOutranks);
        return Acted(privileged: true) with { Seat = target.Seat.Joined };
    }
}
