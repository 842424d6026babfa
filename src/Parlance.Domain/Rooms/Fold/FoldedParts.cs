namespace Parlance.Domain.Rooms.Fold;

/// <summary>The event whose write stands.</summary>
public readonly record struct Origin(Dot Dot, Stamp At)
{
    internal static Origin Of(RoomFact fact) => new(fact.At.Dot, fact.At.Stamp);
}

/// <summary>A mode that is set.</summary>
public readonly record struct Setting(RoomMode Mode, string? Value, Origin By);

/// <summary>A mode that is held on or off, whatever is set.</summary>
public readonly record struct Hold(RoomMode Mode, bool On, string? Value, Origin By);

/// <summary>A topic and who wrote it.</summary>
public readonly record struct FoldedTopic(string Text, string Setter, Uid User, Origin By);

/// <summary>One addition of a mask that no removal has seen.</summary>
public readonly record struct Addition(string Mask, string Setter, Uid User, Origin By);

/// <summary>The place of a mask on one of the lists.</summary>
/// <param name="List">Which list.</param>
/// <param name="Folded">The mask in lower case: masks compare without it.</param>
public readonly record struct ListKey(MaskListKind List, string Folded) : IComparable<ListKey>
{
    public static ListKey Of(MaskListKind list, string mask) => new(list, mask.ToLowerInvariant());

    public int CompareTo(ListKey other)
    {
        var order = List.CompareTo(other.List);
        return order != 0 ? order : string.CompareOrdinal(Folded, other.Folded);
    }
}

/// <summary>An invitation that was not used yet.</summary>
public readonly record struct OpenInvitation(Uid By, Instant Expires, Origin Origin);

/// <summary>A lasting access of an account.</summary>
public readonly record struct FoldedAccess(Access Level, Origin By);

/// <summary>A joining that nothing has ended.</summary>
/// <param name="Joined">The join: a kick or part removes those it saw.</param>
/// <param name="Since">When.</param>
/// <param name="Account">The account the user came as; null: a guest, or the word of a node that is only half trusted.</param>
public readonly record struct Seat(Dot Joined, Stamp Since, string? Account);

/// <summary>A rank and what gave it.</summary>
/// <param name="Rank">The level.</param>
/// <param name="By">The grant, the access or the creation: the basis of what is done with the rank.</param>
/// <param name="Seat">The joining it belongs to: it ends with it.</param>
/// <param name="FromAccess">It came with the joining.</param>
public readonly record struct Held(Rank Rank, Origin By, Dot Seat, bool FromAccess);

/// <summary>A user who is in a room. A value: changes make another.</summary>
public sealed class FoldedMember(Uid user, Seat[] seats, Held[] ranks)
{
    private readonly Seat[] _seats = seats;
    private readonly Held[] _ranks = ranks;

    public Uid User => user;

    /// <summary>The oldest first.</summary>
    public ReadOnlySpan<Seat> Seats => _seats;

    /// <summary>The highest first.</summary>
    public ReadOnlySpan<Held> Ranks => _ranks;
    public Seat Seat => _seats[^1];
    public Rank Rank => _ranks.Length == 0 ? Rank.None : _ranks[0].Rank;
    public string? Account => Seat.Account;

    public bool Holds(Rank rank)
    {
        foreach (ref readonly var held in _ranks.AsSpan())
            if (held.Rank == rank) return true;
        return false;
    }

    internal FoldedMember With(in Seat seat) => new(user, [.. _seats, seat], _ranks);

    internal FoldedMember With(in Held held)
    {
        var (rank, kept) = (held.Rank, Without(held.Rank)._ranks);
        var at = 0;
        while (at < kept.Length && kept[at].Rank > rank) at++;
        return new(user, _seats, [.. kept[..at], held, .. kept[at..]]);
    }

    internal FoldedMember Without(Rank rank) => Holds(rank) ? new(user, _seats, Array.FindAll(_ranks, held => held.Rank != rank)) : this;

    /// <summary>What is left when these seats are taken; null: nothing.</summary>
    internal FoldedMember? Keeping(Predicate<Seat> stays, bool ranksStay)
    {
        if (Array.TrueForAll(_seats, stays)) return this;
        var seats = Array.FindAll(_seats, stays);
        if (seats.Length == 0) return null;
        return new(user, seats, ranksStay ? _ranks : Array.FindAll(_ranks, held => Array.Exists(seats, seat => seat.Joined == held.Seat)));
    }
}
