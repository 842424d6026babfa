using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Log;

/// <summary>What is asked of a conversation's archive. Both ends are excluded; without an end the archive's own is meant.</summary>
public sealed record ArchiveQuery
{
    /// <summary>The most entries one query gives.</summary>
    public const int LimitMax = 100_000;

    /// <summary>The most ids one query names.</summary>
    public const int IdsMax = 1_000;

    public required Conversation Conversation { get; init; }

    /// <summary>What it gives, each an entry that counts towards the limit.</summary>
    public ArchiveKinds Kinds { get; init; } = ArchiveKinds.Messages;

    /// <summary>Older ones are left out: this and what was before it.</summary>
    public ArchivePoint? After { get; init; }

    /// <summary>Newer ones are left out: this and what came after it.</summary>
    public ArchivePoint? Before { get; init; }

    /// <summary>Which end the limit counts from: the newest, or else the oldest. Entries come oldest first whichever it is.</summary>
    public bool FromNewest { get; init; } = true;

    /// <summary>From 0 to <see cref="LimitMax"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only these; null: all.</summary>
    public IReadOnlyList<EventId>? Ids { get; init; }

    /// <summary>What was said to the ranks above this one is left out (IRC's STATUSMSG).</summary>
    public Rank Rank { get; init; } = Rank.Staff;

    /// <summary>The log's position at which it was asked: nothing beyond it is given. 0: whatever is written.</summary>
    public long AsOf { get; init; }

    /// <summary>What was written before is gone, whether or not it was cleared away yet.</summary>
    public Instant NotBefore { get; init; }
}

/// <summary>A place in a conversation: next to an entry, or a moment. It excludes what it names.</summary>
public readonly record struct ArchivePoint
{
    private ArchivePoint(EventId first, EventId last) => (First, Last) = (first, last);

    /// <summary>What is before the point is less than this.</summary>
    internal EventId First { get; }

    /// <summary>What is after the point is greater than this.</summary>
    internal EventId Last { get; }

    /// <summary>At an entry; it need not be there.</summary>
    public static ArchivePoint At(EventId id) => new(id, id);

    /// <summary>At a millisecond; all that was written in it belongs to the point.</summary>
    public static ArchivePoint At(Instant time)
    {
        var wall = new Instant(Math.Clamp(time.Milliseconds, 0, MomentMax));
        return new(new(Stamp.At(wall), default), new(Stamp.At(wall, ushort.MaxValue), new(uint.MaxValue)));
    }

    /// <summary>As an end that is excluded: what the point names lies after it.</summary>
    public ArchivePoint AndOn
    {
        get
        {
            var before = First.Node.Value > 0 ? new EventId(First.Stamp, new(First.Node.Value - 1)) : new(new(Math.Max(First.Stamp.Value, 1) - 1), new(uint.MaxValue));
            return new(before, before);
        }
    }

    public static bool operator <=(ArchivePoint a, ArchivePoint b) => a.First <= b.First;

    public static bool operator >=(ArchivePoint a, ArchivePoint b) => a.First >= b.First;

    /// <summary>The last moment a stamp can hold and the table as well; some 4,000 years from now.</summary>
    private const long MomentMax = (1L << 47) - 1;
}
