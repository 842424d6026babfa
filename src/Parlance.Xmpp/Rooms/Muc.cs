namespace Parlance.Xmpp.Rooms;

/// <summary>Namespaces and status codes of rooms (XEP-0045 §15).</summary>
internal static class Muc
{
    public const string Name = "http://jabber.org/protocol/muc";
    public const string AdminName = "http://jabber.org/protocol/muc#admin";
    public const string OwnerName = "http://jabber.org/protocol/muc#owner";

    public static ReadOnlySpan<byte> Ns => "http://jabber.org/protocol/muc"u8;
    public static ReadOnlySpan<byte> User => "http://jabber.org/protocol/muc#user"u8;
    public static ReadOnlySpan<byte> Admin => "http://jabber.org/protocol/muc#admin"u8;
    public static ReadOnlySpan<byte> Owner => "http://jabber.org/protocol/muc#owner"u8;
    public static ReadOnlySpan<byte> OccupantId => "urn:xmpp:occupant-id:0"u8;
    public static ReadOnlySpan<byte> Form => "jabber:x:data"u8;
    public static ReadOnlySpan<byte> StanzaId => "urn:xmpp:sid:0"u8;
    public static ReadOnlySpan<byte> Delay => "urn:xmpp:delay"u8;

    /// <summary>Everybody in the room sees addresses.</summary>
    public const int AddressesShown = 100;

    /// <summary>The configuration changed.</summary>
    public const int Configured = 104;

    /// <summary>It is about the session that reads it.</summary>
    public const int Self = 110;

    /// <summary>What is said is kept.</summary>
    public const int Logged = 170;
    public const int AddressesForAll = 172;
    public const int AddressesForModerators = 173;
    public const int Created = 201;

    /// <summary>The service chose or kept another nick than was asked for.</summary>
    public const int NickGiven = 210;
    public const int Banned = 301;
    public const int NickChanged = 303;
    public const int Kicked = 307;
    public const int NoMemberNow = 321;
    public const int MembersOnlyNow = 322;
}
