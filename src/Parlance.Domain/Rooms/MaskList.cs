using System.Collections;
using Parlance.Domain.Masks;
using Parlance.Domain.Users;

namespace Parlance.Domain.Rooms;

public enum MaskListKind
{
    Ban,
    Exception,
    InviteException,
    Mute,
}

/// <summary>One of a room's lists of masks, in the order of addition.</summary>
public sealed class MaskList(MaskListKind kind) : IReadOnlyCollection<MaskEntry>
{
    private readonly List<MaskEntry> _entries = [];

    public MaskListKind Kind => kind;
    public int Count => _entries.Count;
    public bool IsEmpty => _entries.Count == 0;

    public MaskEntry? Find(string mask) => _entries.Find(e => string.Equals(e.Mask, mask, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first entry that matches the user. Acting bans (mute) count for speech only.</summary>
    public MaskEntry? Match(User user, bool speech)
    {
        if (IsEmpty) return null;
        var subject = BanSubject.Of(user);
        foreach (var entry in _entries)
            if ((speech || !entry.Parsed.IsMute) && entry.Parsed.Matches(subject)) return entry;
        return null;
    }

    internal void Add(MaskEntry entry)
    {
        if (Find(entry.Mask) is null) _entries.Add(entry);
    }

    internal void Remove(string mask)
    {
        if (Find(mask) is { } entry) _entries.Remove(entry);
    }

    public IEnumerator<MaskEntry> GetEnumerator() => _entries.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A mask on a list: its canonical text, who put it there (nick!user@host or a server's name; and their id), and when.</summary>
public sealed record MaskEntry(string Mask, BanMask Parsed, string Setter, Stamp At, Uid By = default);

/// <summary>Adds a mask to a list or takes it off. RFC 2811 §4.3.</summary>
public sealed record ChangeList(MaskListKind List, string Mask, bool Add) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.IsIn) return RefusalCode.NotInRoom;
        if (by.Rank < Rank.HalfOperator) return RefusalCode.RankTooLow;
        if (!BanMask.TryParse(Mask, out var parsed)) return new Refusal(RefusalCode.BadParameter, Mask);
        var list = room.ListOf(List);
        var listed = list.Find(parsed.ToString());
        if (Add == listed is not null) return Verdict.Nothing;
        if (!Add) return new MaskRemoved(List, listed!.Mask);
        if (list.Count >= by.Now.Limits.ListEntries) return new Refusal(RefusalCode.ListFull, parsed.ToString());

        return new MaskAdded(List, parsed.ToString(), $"{by.User.Nick}!{by.User.Ident}@{by.User.Host}");
    }
}

[EventName("channel.list.add")]
public sealed record MaskAdded(MaskListKind List, [property: Personal] string Mask, [property: Personal] string Setter) : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => List is MaskListKind.Ban or MaskListKind.Mute ? Register.AddWins : Register.RemoveWins;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        if (!BanMask.TryParse(Mask, out var parsed)) return;
        room.ListOf(List).Add(new(Mask, parsed, Setter, at.Stamp, at.By.Uid));
        room.ListVersion++;
    }
}

[EventName("channel.list.remove")]
public sealed record MaskRemoved(MaskListKind List, [property: Personal] string Mask) : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => List is MaskListKind.Ban or MaskListKind.Mute ? Register.AddWins : Register.RemoveWins;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        room.ListOf(List).Remove(Mask);
        room.ListVersion++;
    }
}
