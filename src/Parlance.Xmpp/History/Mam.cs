namespace Parlance.Xmpp.History;

/// <summary>Names of XEP-0313 and of what it uses.</summary>
internal static class Mam
{
    public const string Name = "urn:xmpp:mam:2";
    public const string Extended = "urn:xmpp:mam:2#extended";

    public static ReadOnlySpan<byte> Ns => "urn:xmpp:mam:2"u8;
    public static ReadOnlySpan<byte> Form => "jabber:x:data"u8;
    public static ReadOnlySpan<byte> Rsm => "http://jabber.org/protocol/rsm"u8;
}
