using Parlance.Domain.Masks;

namespace Parlance.Domain.Rooms.Fold;

/// <summary>A room's event with its envelope, as the fold takes it: what it says, and what its origin had seen. Belongs to one replica.</summary>
public sealed class RoomFact
{
    private readonly Envelope _at;

    internal RoomFact(Event happened, in Envelope at, Guise? guise)
    {
        Event = happened;
        _at = at;
        Guise = guise;
        if (happened is MaskAdded added && BanMask.TryParse(added.Mask, out var mask)) Mask = mask;
    }

    public Event Event { get; }
    public ref readonly Envelope At => ref _at;
    public Guise? Guise { get; }

    /// <summary>What became of it in the fold of all that is known.</summary>
    public FactVerdict Verdict { get; internal set; }

    /// <summary>The mask that it puts on a list; null: it does not, or that is none.</summary>
    internal BanMask? Mask { get; }

    /// <summary>The writer's place in the replica's table.</summary>
    internal int Writer { get; init; }

    /// <summary>For each writer of the table, how much of it the origin had seen; shorter: nothing of the others.</summary>
    internal ulong[] Saw { get; init; } = [];
    internal Judgement Judged { get; set; } = Judgement.Of(Flaw.None);

    /// <summary>Where it stands in the fold at hand.</summary>
    internal int Slot;

    /// <summary>When it came here; only a broken rule looks at it.</summary>
    internal int Arrival;

    internal ulong Counter => _at.Dot.Counter;
    internal bool IsValid => Judged.Flaw == Flaw.None;

    /// <summary>Whether the origin of the other had seen this one.</summary>
    internal bool IsBefore(RoomFact other) => Writer < other.Saw.Length && other.Saw[Writer] >= Counter;

    internal bool IsConcurrentWith(RoomFact other) => !IsBefore(other) && !other.IsBefore(this) && !ReferenceEquals(this, other);

    /// <summary>The one order of all facts: stamps, then dots. A fact never comes before one it has seen, even if it lies about its stamp.</summary>
    internal int CompareTo(RoomFact other)
    {
        var order = Order.CompareTo(other.Order);
        return order != 0 ? order : _at.Dot.CompareTo(other._at.Dot);
    }

    private (ulong Stamp, bool IsBackdated) Order => Judged.After == default ? (_at.Stamp.Value, false) : (Judged.After.Value, true);

    /// <summary>About how much memory it takes, in bytes: for the quota.</summary>
    internal int Size => 300 + (8 * Saw.Length) + Event switch
    {
        TopicSet e => 2 * (e.Text.Length + e.Setter.Length),
        MaskAdded e => 4 * (e.Mask.Length + e.Setter.Length),
        MaskRemoved e => 2 * e.Mask.Length,
        Metadata.RoomMetadataSet e => 2 * (e.Key.Length + (e.Value?.Length ?? 0)),
        MemberKicked e => 2 * e.Reason.Length,
        MemberParted e => 2 * (e.Reason?.Length ?? 0),
        ModeChanged e => 2 * (e.Value?.Length ?? 0),
        RoomCreated e => 2 * (e.Name.Length + e.Folded.Length),
        SettingChanged e => 2 * (e.Value?.Length ?? 0),
        RoomClosed e => 2 * e.Reason.Length,
        RoomRenamed e => 2 * (e.Name.Length + e.Folded.Length + e.Was.Length + e.Reason.Length),
        _ => 0,
    } + (Guise is null ? 0 : 400);
}
