namespace Parlance.Xmpp.Stanzas;

/// <summary>The three kinds of stanzas (RFC 6120 §8.2).</summary>
public enum StanzaKind : byte
{
    Message,
    Presence,
    Iq,
}

/// <summary>Whom a stanza is addressed to, as far as its address tells.</summary>
[Flags]
public enum Place : ushort
{
    None = 0,

    /// <summary>Presence without an address: to whom it concerns.</summary>
    Everybody = 1,

    /// <summary>The sender's own account: its bare address, or (messages and requests) no address.</summary>
    Self = 1 << 1,

    /// <summary>The server: its domain.</summary>
    Server = 1 << 2,

    /// <summary>Another account of this server, or a guest, by its bare address; whether there is one is not known.</summary>
    Account = 1 << 3,

    /// <summary>A session of an account or guest of this server, by its full address; its own as well.</summary>
    Session = 1 << 4,

    /// <summary>Where rooms are: the rooms domain.</summary>
    RoomService = 1 << 5,

    /// <summary>A room, by its bare address.</summary>
    Room = 1 << 6,

    /// <summary>Somebody in a room: <c>room@domain/nick</c>.</summary>
    Occupant = 1 << 7,

    /// <summary>Another server's domain, or somebody there.</summary>
    Elsewhere = 1 << 8,

    /// <summary>The server or the sender's account: where what an account has is asked for.</summary>
    Home = Self | Server,
}
