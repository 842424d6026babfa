namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// Something that reads otherwise after a fold: what dialects say, as the user whose event stands when <see cref="Because"/> has one, else as the server.
/// </summary>
public abstract record RoomChange
{
    public Because Because { get; init; }
}

/// <summary>Why a room reads otherwise.</summary>
/// <param name="Writer">The event whose write stands now (or which cleared the field); none: no single one.</param>
/// <param name="Annulled">The event that stood before and was annulled; none: it only gave way.</param>
/// <param name="Cause">Why it was annulled.</param>
/// <param name="By">The event that annulled it.</param>
public readonly record struct Because(Dot Writer, Dot Annulled = default, AnnulmentCause Cause = AnnulmentCause.None, Dot By = default);

/// <summary>The room is another creation's now, or the first.</summary>
public sealed record InstanceChanged(EventId Instance, string Name) : RoomChange;

/// <summary>There is no room any more.</summary>
public sealed record RoomVanished : RoomChange;

public sealed record NameReads(string Name, string Folded, string Was) : RoomChange;

/// <summary>A mode in force is another: what is set under what is held.</summary>
public sealed record ModeReads(RoomMode Mode, bool On, string? Value) : RoomChange;

/// <summary>The topic is another; empty: none.</summary>
public sealed record TopicReads(string Text, string Setter, Stamp At) : RoomChange;

public sealed record MemberCame(Uid User, Dot Joined) : RoomChange;

/// <summary>Somebody is not in after all, or no longer: by a part or kick (the writer), or because the joining was annulled.</summary>
public sealed record MemberGone(Uid User) : RoomChange;

public sealed record RankGiven(Uid User, Rank Rank) : RoomChange;

public sealed record RankTaken(Uid User, Rank Rank) : RoomChange;

public sealed record MaskListed(MaskListKind List, string Mask, string Setter, Stamp At) : RoomChange;

public sealed record MaskUnlisted(MaskListKind List, string Mask) : RoomChange;

public sealed record AccessReads(string Account, Access Level) : RoomChange;

public sealed record MetadataReads(string Key, string? Value) : RoomChange;
