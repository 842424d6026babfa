using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

internal sealed partial class AtRest
{
    /// <summary>I6: no use stands against a concurrent restriction that was earlier and not lifted in between.</summary>
    private string? Uses()
    {
        if (WasClosed) return null;
        foreach (var use in _facts)
        {
            if (!Stands(use) || use.Event is not (TopicSet or MemberJoined or MemberInvited)) continue;
            foreach (var restriction in _facts)
                if (Stands(restriction) && Restricts(restriction, use)) return $"I6: {Words(use)} stands against {Words(restriction)}";
        }

        return null;
    }

    private bool Restricts(RoomFact restriction, RoomFact use)
    {
        if (use.At.By.AsOperator || !Concurrent(restriction, use) || EndOf(restriction) != EndOf(use) || !Earlier(restriction, use) || !Forbids(restriction.Event, restriction, use)) return false;
        return !_facts.Any(lift => Stands(lift) && Before(restriction, lift) && Earlier(lift, use) && Undoes(lift.Event, restriction.Event));
    }

    private bool Forbids(Event restriction, RoomFact at, RoomFact use)
    {
        var rank = RankOf(use);
        if (restriction is ModeLocked { On: true } hold) restriction = new ModeChanged(hold.Mode, true, hold.Value);
        switch (use.Event)
        {
            case TopicSet:
                if (restriction is ModeChanged { Mode: RoomMode.TopicLocked, On: true }) return rank < Rank.HalfOperator;
                if (restriction is MaskAdded { List: MaskListKind.Ban or MaskListKind.Mute } mask) return rank < Rank.Voice && !Exempt(use, Exemptions.Bans) && Matches(mask, use);
                return restriction is MemberKicked kick && kick.User == use.At.By.Uid && (use.Judged.SeatFact is not { } join || Before(join, at));
            case MemberInvited:
                return restriction is ModeChanged { On: true } mode && ((mode.Mode == RoomMode.InviteOnly && rank < Rank.HalfOperator) || (mode.Mode == RoomMode.NoInvite && rank < Rank.Admin)) ||
                    (restriction is MemberKicked out_ && out_.User == use.At.By.Uid && (use.Judged.SeatFact is not { } seat || Before(seat, at)));
            default:
                if (Exempt(use, Exemptions.Invited) || (Exempt(use, Exemptions.Access) && rank > Rank.None)) return false;
                if (restriction is ModeChanged { On: true } door)
                    return door.Mode == RoomMode.Key || (door.Mode == RoomMode.InviteOnly && !Exempt(use, Exemptions.InviteOnly)) || (door.Mode == RoomMode.RegisteredOnly && use.At.By.Account is null);
                return restriction is MaskAdded { List: MaskListKind.Ban } ban && !Exempt(use, Exemptions.Bans) && Matches(ban, use);
        }
    }

    private static bool Exempt(RoomFact use, Exemptions from) => (use.Judged.Exempt & from) != 0;

    /// <summary>The masks of the model are a nick or a host.</summary>
    private static bool Matches(MaskAdded mask, RoomFact use) => use.Guise is { } guise &&
        (mask.Mask == $"*!*@{guise.Host}" || mask.Mask == $"{guise.NickFolded.ToLowerInvariant()}!*@*");

    private static bool Undoes(Event lift, Event restriction) => restriction switch
    {
        ModeChanged on => lift is ModeChanged off && off.Mode == on.Mode && !off.On || (lift is ModeLocked held && held.Mode == on.Mode && held.On == false),
        ModeLocked on => lift is ModeLocked off && off.Mode == on.Mode && off.On != true,
        MaskAdded on => lift is MaskRemoved off && off.List == on.List && off.Mask == on.Mask,
        _ => false,
    };

    /// <summary>I6, the limit: nobody came in past it who had a concurrent competitor.</summary>
    private string? Crowds()
    {
        if (WasClosed || _run.Swarm.Crashes) return null;
        var present = new Dictionary<Uid, RoomFact>();
        foreach (var fact in _facts)
        {
            if (!Stands(fact)) continue;
            if (fact.Event is MemberParted or MemberKicked && present.TryGetValue(fact.Event.About, out var seat) && Before(seat, fact)) present.Remove(fact.Event.About);
            if (fact.Event is not MemberJoined join || present.ContainsKey(join.User)) continue;
            var limit = _facts.Where(l => Stands(l) && l.Event is ModeChanged { Mode: RoomMode.Limit, On: true } && Concurrent(l, fact) && Earlier(l, fact) &&
                !_facts.Any(lift => Stands(lift) && Before(l, lift) && Earlier(lift, fact) && Undoes(lift.Event, l.Event))).Select(l => int.Parse(((ModeChanged)l.Event).Value!, System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(int.MaxValue).Min();
            var known = fact.Judged.Limit == 0 ? int.MaxValue : fact.Judged.Limit;
            var exempt = fact.At.By.AsOperator || Exempt(fact, Exemptions.Invited) || (Exempt(fact, Exemptions.Access) && RankOf(fact) > Rank.None);
            var over = present.Count >= Math.Min(limit, known) && (limit < known || present.Values.Any(other => Concurrent(other, fact)));
            if (over && !exempt) return $"I6: {Words(fact)} came in as number {present.Count + 1}";
            present[join.User] = fact;
        }

        return null;
    }

    /// <summary>I6, speech: what is heard was allowed where it was written, and not forbidden meanwhile.</summary>
    private string? Speech()
    {
        if (WasClosed) return null;
        foreach (var message in _run.Messages)
        {
            if (_judge.Hears(message.At, message.Guise) is not { } heard) continue; // what it had seen was lost in a crash
            if (message.Forged is { } lie && !heard.IsBarred) return $"I6: a message by {message.At.By.Uid} after {message.At.Context} is heard that {lie}";
            var said = new RoomFact(new MemberKnocked(), message.At, message.Guise);
            var by = _facts.FirstOrDefault(fact => Stands(fact) && Silences(fact, said));
            if (by is not null && !heard.IsBarred) return $"I6: a message is heard against {Words(by)}";
            if (!heard.By.IsNone && (_judge.FactOf(heard.By) is not { } bar || !Stands(bar) || Before(bar, said) || bar.At.Stamp >= message.At.Stamp)) return $"I10: a message is barred by {heard.By} without that being so";
        }

        return null;
    }

    private bool Silences(RoomFact restriction, RoomFact said)
    {
        if (Before(restriction, said) || restriction.At.Stamp >= said.At.Stamp) return false;
        var member = _facts.LastOrDefault(fact => fact.Event is MemberJoined join && join.User == said.At.By.Uid && Before(fact, said));
        var rankless = !_facts.Any(fact => fact.Event is RankGranted grant && grant.User == said.At.By.Uid && Before(fact, said)) && member?.Judged.Rank == Rank.None;
        var silences = restriction.Event switch
        {
            ModeChanged { On: true, Mode: RoomMode.Moderated } or ModeLocked { On: true, Mode: RoomMode.Moderated } => rankless,
            MaskAdded { List: MaskListKind.Ban or MaskListKind.Mute } mask => rankless && Matches(mask, said) && !_run.Swarm.Sets,
            MemberKicked kick => kick.User == said.At.By.Uid && member is not null && Before(member, restriction),
            _ => false,
        };
        return silences && !_facts.Any(lift => Stands(lift) && Before(restriction, lift) && lift.At.Stamp < said.At.Stamp && Undoes(lift.Event, restriction.Event));
    }
}
