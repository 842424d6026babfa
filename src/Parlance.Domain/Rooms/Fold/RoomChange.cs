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

/// <summary>The room has another name.</summary>
public sealed record NameReads(string Name, string Folded, string Was) : RoomChange;

/// <summary>A mode in force is another: what is set under what is held.</summary>
public sealed record ModeReads(RoomMode Mode, bool On, string? Value) : RoomChange;

/// <summary>The topic is another; empty: none.</summary>
public sealed record TopicReads(string Text, string Setter, Uid User, Stamp At) : RoomChange;

/// <summary>The room belongs to another account; null: to none.</summary>
public sealed record RegistrationReads(string? Account) : RoomChange;

/// <summary>What owners chose is another; null: as the server has it.</summary>
public sealed record SettingReads(RoomSetting Setting, string? Value) : RoomChange;

/// <summary>Somebody is in.</summary>
public sealed record MemberCame(Uid User, Dot Joined) : RoomChange;

/// <summary>Somebody is not in after all, or no longer: by a part or kick (the writer), or because the joining was annulled.</summary>
public sealed record MemberGone(Uid User) : RoomChange;

/// <summary>A member has a rank.</summary>
public sealed record RankGiven(Uid User, Rank Rank) : RoomChange;

/// <summary>A member has a rank no longer.</summary>
public sealed record RankTaken(Uid User, Rank Rank) : RoomChange;

/// <summary>A mask is on a list.</summary>
public sealed record MaskListed(MaskListKind List, string Mask, string Setter, Uid User, Stamp At) : RoomChange;

/// <summary>A mask is on a list no longer.</summary>
public sealed record MaskUnlisted(MaskListKind List, string Mask) : RoomChange;

/// <summary>An account has another access.</summary>
public sealed record AccessReads(string Account, Access Level) : RoomChange;

/// <summary>A key has another value; null: none.</summary>
public sealed record MetadataReads(string Key, string? Value) : RoomChange;
