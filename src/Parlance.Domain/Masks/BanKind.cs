namespace Parlance.Domain.Masks;

/// <summary>What a ban looks at. All but <see cref="Host"/> are extended bans: <c>~</c> and a letter or a name (ISUPPORT EXTBAN; IRCv3 account-extban).</summary>
public enum BanKind
{
    /// <summary><c>nick!user@host</c>.</summary>
    Host,
    /// <summary><c>~a:name</c>, <c>~account:name</c>: who is logged in to an account that the pattern matches.</summary>
    Account,
    /// <summary><c>~r:pattern</c>, <c>~realname:pattern</c>.</summary>
    RealName,
    /// <summary><c>~c:#room</c>, <c>~channel:@#room</c> (or <c>~j</c>): who is in a room, with that rank or more if one is given.</summary>
    Room,
    /// <summary><c>~U</c>, <c>~unregistered</c>: who is not logged in; <c>~U:mask</c>: and matches the mask.</summary>
    Unregistered,
    /// <summary><c>~O</c>, <c>~oper</c>: staff; <c>~O:pattern</c>: of an operator class that the pattern matches.</summary>
    Operator,
    /// <summary><c>~z:fingerprint</c>, <c>~certificate:fingerprint</c>: the SHA-256 of a client certificate, in hex.</summary>
    Certificate,
}

/// <summary>Why a text is no ban.</summary>
public enum BanFault
{
    None,
    Empty,
    /// <summary>Longer than <see cref="BanMask.LengthMax"/>, written out in full.</summary>
    TooLong,
    /// <summary>With a space or a control character.</summary>
    BadCharacter,
    /// <summary>No extended ban has that letter or name.</summary>
    UnknownKind,
    /// <summary>An extended ban that needs something after the colon.</summary>
    ValueMissing,
    /// <summary>What follows the colon is no channel.</summary>
    BadRoom,
    /// <summary>What follows the colon is no SHA-256 in hex.</summary>
    BadFingerprint,
    /// <summary>A mute within a mute, or a negated one.</summary>
    BadNesting,
}
