namespace Parlance.Domain.Rooms.Fold;

/// <summary>Why a message may not be shown, if it may not.</summary>
/// <param name="Mode">The mode that forbids it; null: none does.</param>
/// <param name="By">The event that forbids it across nodes; none: its own node knew better.</param>
/// <param name="IsBarred">Whether it is not to be shown.</param>
public readonly record struct SpeechVerdict(bool IsBarred, RoomMode? Mode = null, Dot By = default);

/// <summary>Messages are uses: every receiver holds them against the room, the past that their node knew and what happened at the same time.</summary>
public sealed partial class RoomReplica
{
    /// <summary>
    /// Whether a message from another node may be shown. Messages are no events of the room: they have a context, and nothing waits for them.
    /// A later call may say otherwise, when more is known.
    /// </summary>
    /// <param name="at">The message's envelope.</param>
    /// <param name="guise">What masks saw in the sender; null: nothing.</param>
    /// <returns>Null: its context is not covered here yet.</returns>
    public SpeechVerdict? Hears(in Envelope at, Guise? guise)
    {
        if ((at.Context is { } context ? _writers.Read(context) : [.. _seen]) is not { } saw || !Counters.Cover(_seen, saw)) return null;
        if (at.By.IsServer || at.By.AsOperator) return new(IsBarred: at.By.AsOperator && !Charter.Of(at.Node).OperatorsCount);
        if (at.By.Uid.Node != at.Node && _rules.ActorsAreOfTheirNode) return new(IsBarred: true);
        if (Charter.Of(at.Node).IsQuarantined && _rules.QuarantineAnnuls) return new(IsBarred: true);
        var probe = new RoomFact(Unsaid.Event, at, guise) { Writer = int.MaxValue, Saw = saw };
        var current = Counters.Cover(saw, _seen);
        var past = current ? _room : PastOf(probe);
        if (_rules.ReceiversCheckSpeech && BarredBefore(probe, past) is { } barred) return barred;
        return current || !_rules.RestrictionsAnnulLaterSpeech ? default(SpeechVerdict) : BarredMeanwhile(probe, past);
    }

    private static SpeechVerdict? BarredBefore(RoomFact said, FoldedRoom past)
    {
        if (!past.IsOpen) return new(true);
        var member = past.MemberOf(said.At.By.Uid);
        if (member is null && past.Has(RoomMode.NoExternal)) return new(true, RoomMode.NoExternal);
        if (member?.Rank >= Rank.Voice) return null;
        if (past.Has(RoomMode.Moderated) && !past.Has(RoomMode.OperatorModerated)) return new(true, RoomMode.Moderated);
        if (past.Has(RoomMode.RegisteredSpeak) && said.At.By.Account is null) return new(true, RoomMode.RegisteredSpeak);
        if (said.Guise is not { } guise || past.Matches(MaskListKind.Exception, guise, said.At.By.Account, speech: true)) return null;
        var muted = past.Matches(MaskListKind.Ban, guise, said.At.By.Account, speech: true) || past.Matches(MaskListKind.Mute, guise, said.At.By.Account, speech: true);
        return muted ? new(true) : null;
    }

    private SpeechVerdict BarredMeanwhile(RoomFact said, FoldedRoom past)
    {
        var rank = RankAfterAll(past.MemberOf(said.At.By.Uid));
        foreach (var fact in _facts)
        {
            if (fact.IsBefore(said) || fact.At.Stamp >= said.At.Stamp || !fact.Verdict.IsEffective || !Forbids(fact, said, past, rank) || IsLifted(fact, said)) continue;
            return new(true, (fact.Event as ModeChanged)?.Mode ?? (fact.Event as ModeLocked)?.Mode, fact.At.Dot);
        }

        return default;
    }

    private Rank RankAfterAll(FoldedMember? member) =>
        member is not { Ranks.Length: > 0 } || FactOf(member.Ranks[0].By.Dot) is { Verdict.IsEffective: false } ? Rank.None : member.Rank;

    private static bool Forbids(RoomFact fact, RoomFact said, FoldedRoom past, Rank rank) => fact.Event switch
    {
        ModeChanged { On: true } e => Forbids(e.Mode, said, past, rank),
        ModeLocked { On: true } e => Forbids(e.Mode, said, past, rank),
        MaskAdded { List: MaskListKind.Ban or MaskListKind.Mute } => rank < Rank.Voice && said.Guise is { } guise && fact.Mask is { } mask &&
            mask.Matches(guise.As(said.At.By.Account)) && !past.Matches(MaskListKind.Exception, guise, said.At.By.Account, speech: true),
        MemberKicked e => e.User == said.At.By.Uid && past.MemberOf(e.User) is { } member && HasSeen(fact, member.Seat.Joined),
        _ => false,
    };

    private static bool Forbids(RoomMode mode, RoomFact said, FoldedRoom past, Rank rank) => mode switch
    {
        RoomMode.Moderated => rank < Rank.Voice && !past.Has(RoomMode.OperatorModerated),
        RoomMode.RegisteredSpeak => rank < Rank.Voice && said.At.By.Account is null,
        RoomMode.NoExternal => past.MemberOf(said.At.By.Uid) is null,
        _ => false,
    };

    private static bool HasSeen(RoomFact kick, in Dot join) => kick.At.Context?.Covers(join) != false;

    private bool IsLifted(RoomFact restriction, RoomFact said)
    {
        foreach (var fact in _facts)
            if (restriction.IsBefore(fact) && fact.At.Stamp < said.At.Stamp && fact.Verdict.IsEffective && RoomFold.Lifts(fact.Event, restriction.Event)) return true;
        return false;
    }

    /// <summary>Stands for the message where a fact is asked for.</summary>
    private static class Unsaid
    {
        public static readonly MemberKnocked Event = new();
    }
}
