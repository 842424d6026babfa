namespace Parlance.Domain;

/// <summary>
/// The one id of a message or a room: stamp and node in 16 characters that sort as they were written and need no escaping in a URL, an IRC tag or XML.
/// The same in IRC <c>msgid</c>, XMPP <c>stanza-id</c>, the archive and the admin API.
/// </summary>
public readonly record struct EventId(Stamp Stamp, Sid Node) : IComparable<EventId>
{
    /// <summary>13 characters of base32hex for the stamp, three for the node.</summary>
    public const int Length = 16;

    private const string Digits = "0123456789abcdefghijklmnopqrstuv";

    public bool IsNone => Stamp.Value == 0;

    public int CompareTo(EventId other)
    {
        var order = Stamp.CompareTo(other.Stamp);
        return order != 0 ? order : Node.CompareTo(other.Node);
    }

    public void Write(Span<byte> to)
    {
        var value = Stamp.Value;
        for (var i = 12; i >= 0; i--, value >>= 5) to[i] = (byte)Digits[(int)(value & 31)];
        var node = Node.Value;
        for (var i = 15; i >= 13; i--, node >>= 6) to[i] = (byte)Base36.Digit((int)(node & 63));
    }

    public override string ToString()
    {
        if (IsNone) return "";
        Span<byte> bytes = stackalloc byte[Length];
        Write(bytes);
        return System.Text.Encoding.ASCII.GetString(bytes);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out EventId id)
    {
        id = default;
        if (text.Length != Length || !Sid.TryParse(text[13..], out var node)) return false;
        ulong value = 0;
        foreach (var c in text[..13])
        {
            var digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0) return false;
            value = (value << 5) | (uint)digit;
        }

        id = new(new(value), node);
        return true;
    }

    public static bool operator <(EventId a, EventId b) => a.CompareTo(b) < 0;
    public static bool operator >(EventId a, EventId b) => a.CompareTo(b) > 0;
    public static bool operator <=(EventId a, EventId b) => a.CompareTo(b) <= 0;
    public static bool operator >=(EventId a, EventId b) => a.CompareTo(b) >= 0;
}
