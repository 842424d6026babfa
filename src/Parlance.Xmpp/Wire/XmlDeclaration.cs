using System.Text;

namespace Parlance.Xmpp.Wire;

/// <summary><c>&lt;?xml version='1.0' encoding='UTF-8'?&gt;</c> before a stream (XML 1.0 §2.8, RFC 6120 §11.5); other instructions are refused.</summary>
internal static class XmlDeclaration
{
    public static XmlFault Check(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("<?xml"u8) || text.Length < 8 || !IsSpace(text[5])) return XmlFault.RestrictedXml;
        if (!text.EndsWith("?>"u8)) return XmlFault.NotWellFormed;
        text = text[5..^2];
        if (!TryTake(ref text, "version"u8, out var version) || !version.SequenceEqual("1.0"u8)) return XmlFault.NotWellFormed;
        if (TryTake(ref text, "encoding"u8, out var encoding))
        {
            if (encoding.IsEmpty || !char.IsAsciiLetter((char)encoding[0])) return XmlFault.NotWellFormed;
            if (!Ascii.EqualsIgnoreCase(encoding, "UTF-8"u8)) return XmlFault.UnsupportedEncoding;
        }

        if (TryTake(ref text, "standalone"u8, out var alone) && !alone.SequenceEqual("yes"u8) && !alone.SequenceEqual("no"u8)) return XmlFault.NotWellFormed;
        return text.ContainsAnyExcept(" \t\r\n"u8) ? XmlFault.NotWellFormed : XmlFault.None;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var rest = text.TrimStart(" \t\r\n"u8);
        if (rest.Length == text.Length || !rest.StartsWith(name)) return false;
        rest = rest[name.Length..].TrimStart(" \t\r\n"u8);
        if (!rest.StartsWith("="u8)) return false;
        rest = rest[1..].TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\'')) return false;
        var end = rest[1..].IndexOf(rest[0]);
        if (end < 0) return false;
        value = rest.Slice(1, end);
        text = rest[(end + 2)..];
        return true;
    }

    private static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
