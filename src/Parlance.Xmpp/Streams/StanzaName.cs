namespace Parlance.Xmpp.Streams;

/// <summary>The beginning of a stanza of our own, as bytes: <c>&lt;message</c>, <c>&lt;presence</c>, <c>&lt;iq</c>.</summary>
internal static class StanzaName
{
    /// <summary>Bytes of <c>&lt;</c> and the name; 0: it is no stanza.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4) return 0;
        var name = bytes[1] switch { (byte)'m' => "<message"u8, (byte)'p' => "<presence"u8, (byte)'i' => "<iq"u8, _ => default };
        return !name.IsEmpty && bytes.StartsWith(name) && bytes.Length > name.Length && bytes[name.Length] is (byte)' ' or (byte)'>' or (byte)'/' ? name.Length : 0;
    }
}
