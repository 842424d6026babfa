namespace Parlance.Domain;

/// <summary>The reasons for which a command is refused. Each dialect has words for each: a golden test holds them together.</summary>
public enum RefusalCode
{
    /// <summary>Nobody has that nick or id.</summary>
    NoSuchUser,
    /// <summary>No room has that name.</summary>
    NoSuchRoom,
    /// <summary>The name cannot be a room's.</summary>
    BadRoomName,
    /// <summary>The name cannot be a nick.</summary>
    BadNick,
    /// <summary>Somebody else has it.</summary>
    NickInUse,
    /// <summary>It is kept for somebody, or forbidden by staff.</summary>
    NickReserved,
    /// <summary>The room forbids nick changes (detail: the room).</summary>
    NickFrozen,
    /// <summary>The asker is not a member.</summary>
    NotInRoom,
    /// <summary>The target is not a member (detail: the nick).</summary>
    UserNotInRoom,
    /// <summary>The target is a member already (detail: the nick).</summary>
    AlreadyInRoom,
    /// <summary>The asker's rank does not allow it.</summary>
    RankTooLow,
    /// <summary>The target's rank is above the asker's.</summary>
    TargetOutranks,
    /// <summary>Only staff may.</summary>
    OperatorsOnly,
    /// <summary>Only users with an account may.</summary>
    RegisteredOnly,
    /// <summary>Only users on encrypted connections may.</summary>
    TlsOnly,
    /// <summary>A ban matches the asker.</summary>
    Banned,
    /// <summary>The room's key was missing or wrong.</summary>
    BadKey,
    /// <summary>The room has as many members as it allows.</summary>
    RoomFull,
    /// <summary>The room wants an invitation.</summary>
    InviteOnly,
    /// <summary>Too many joined in a short time.</summary>
    JoinThrottled,
    /// <summary>The asker is in as many rooms as allowed.</summary>
    TooManyRooms,
    /// <summary>A list or a set is full (detail: which).</summary>
    ListFull,
    /// <summary>A text is longer than allowed (detail: the limit).</summary>
    TooLong,
    /// <summary>The asker may not speak there (detail: the rule's name).</summary>
    CannotSpeak,
    /// <summary>The text holds what the room or staff forbid (detail: why).</summary>
    TextForbidden,
    /// <summary>No such mode (detail: its name).</summary>
    BadMode,
    /// <summary>A parameter is malformed (detail: which).</summary>
    BadParameter,
    /// <summary>A key is set already.</summary>
    KeyAlreadySet,
    /// <summary>The request is void: nothing matched.</summary>
    NothingToDo,
    /// <summary>The room takes no knocks (detail: why).</summary>
    NoKnock,
    /// <summary>A knock on a room that anybody may join.</summary>
    RoomIsOpen,
    /// <summary>There is a room of that name already.</summary>
    RoomExists,
    /// <summary>No recent message has that id.</summary>
    NoSuchMessage,
    /// <summary>It belongs to somebody else.</summary>
    NotYours,
    /// <summary>The target takes no messages from the asker.</summary>
    NotAccepted,
    /// <summary>The log cannot be written just now.</summary>
    StorageDown,
    /// <summary>A rate or a number is beyond its limit (detail: which).</summary>
    TooMany,
    /// <summary>A ban would hit so many that it must be asked for twice (detail: the mask).</summary>
    TooWide,
    /// <summary>No account has that name or id.</summary>
    NoSuchAccount,
    /// <summary>There is an account of that name, or was one until lately (detail: the name).</summary>
    AccountExists,
    /// <summary>The name cannot be an account's (detail: the name).</summary>
    BadAccountName,
    /// <summary>Staff suspended the account (detail: why).</summary>
    AccountSuspended,
    /// <summary>It belongs to another account already (detail: what).</summary>
    TakenByAnother,
    /// <summary>The room is registered already.</summary>
    AlreadyRegistered,
    /// <summary>The room is not registered.</summary>
    NotRegistered,
    /// <summary>A room that has owners keeps one (detail: the account).</summary>
    LastOwner,
    /// <summary>The room's owner is still setting it up.</summary>
    RoomLocked,
    /// <summary>The nick is another account's name (detail: the nick).</summary>
    NickOwned,
    /// <summary>The password is empty, too long, or holds what nobody can type (detail: the most bytes).</summary>
    BadPassword,
}
