using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Parlance.Xmpp.Wire;

/// <summary>Characters and references (XML 1.0 §2.2, §4.1) as far as a stream may use them: the five predefined entities and numbers.</summary>
internal static class XmlChars
{
    /// <summary>The longest reference, <c>&amp;#x10FFFF;</c>, with leading zeros that nobody needs.</summary>
    private const int ReferenceMax = 32;

    private static readonly byte[] Controls = [.. Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n' or '\r')).Select(c => (byte)c)];
    private static readonly SearchValues<byte> InText = SearchValues.Create([.. Controls, (byte)'\r', (byte)'&', (byte)']']);
    private static readonly SearchValues<byte> InValue = SearchValues.Create([.. Controls, (byte)'\t', (byte)'\n', (byte)'\r', (byte)'&', (byte)'<']);
    private static readonly SearchValues<byte> InSection = SearchValues.Create([.. Controls, (byte)'\r']);

    /// <summary>Whether bytes are UTF-8 (no surrogates, no overlong forms) without U+FFFE and U+FFFF, which XML forbids.</summary>
    public static bool AreUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes)) return true;
        if (!Utf8.IsValid(bytes)) return false;
        for (var at = bytes.IndexOf((byte)0xEF); at >= 0; at = bytes.IndexOf((byte)0xEF))
        {
            if (bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE) return false;
            bytes = bytes[(at + 3)..];
        }

        return true;
    }

    /// <summary>Checks text between tags. <paramref name="isPlain"/>: it means what it says, byte for byte.</summary>
    public static XmlFault CheckText(ReadOnlySpan<byte> text, out bool isPlain)
    {
        isPlain = true;
        if (!AreUtf8(text)) return XmlFault.NotWellFormed;
        while (text.IndexOfAny(InText) is >= 0 and var at)
        {
            text = text[at..];
            var length = 1;
            if (text[0] == ']')
            {
                if (text.StartsWith("]]>"u8)) return XmlFault.NotWellFormed;
            }
            else
            {
                isPlain = false;
                if (CheckSpecial(text, out length) is var fault and not XmlFault.None) return fault;
            }

            text = text[length..];
        }

        return XmlFault.None;
    }

    /// <summary>Checks an attribute's value, known to be UTF-8.</summary>
    public static XmlFault CheckValue(ReadOnlySpan<byte> value, out bool isPlain)
    {
        isPlain = true;
        while (value.IndexOfAny(InValue) is >= 0 and var at)
        {
            value = value[at..];
            isPlain = false;
            var length = 1;
            if (value[0] is not ((byte)'\t' or (byte)'\n') && CheckSpecial(value, out length) is var fault and not XmlFault.None) return fault;
            value = value[length..];
        }

        return XmlFault.None;
    }

    /// <summary>Checks what is between <c>&lt;![CDATA[</c> and its end.</summary>
    public static XmlFault CheckSection(ReadOnlySpan<byte> text)
    {
        if (!AreUtf8(text)) return XmlFault.NotWellFormed;
        while (text.IndexOfAny(InSection) is >= 0 and var at)
        {
            if (text[at] != '\r') return XmlFault.NotWellFormed;
            text = text[(at + 1)..];
        }

        return XmlFault.None;
    }

    /// <summary>Writes what checked bytes mean: references resolved, ends of line made one; in a value each white space is a space (XML 1.0 §2.11, §3.3.3).</summary>
    /// <returns>The bytes written, never more than were read.</returns>
    public static int Decode(ReadOnlySpan<byte> from, Span<byte> to, bool isValue)
    {
        var length = 0;
        while (!from.IsEmpty)
        {
            var plain = from.IndexOfAny(InValue);
            if (plain < 0) plain = from.Length;
            from[..plain].CopyTo(to[length..]);
            length += plain;
            from = from[plain..];
            if (from.IsEmpty) break;
            var used = 1;
            if (from[0] == '&') length += TryReference(from, out var rune, out used) == XmlFault.None ? rune.EncodeToUtf8(to[length..]) : 0;
            else
            {
                if (from.StartsWith("\r\n"u8)) used = 2;
                to[length++] = isValue ? (byte)' ' : from[0] == '\r' ? (byte)'\n' : from[0];
            }

            from = from[used..];
        }

        return length;
    }

    /// <summary>The same for a CDATA section, where only ends of line change.</summary>
    public static int DecodeSection(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var length = 0;
        for (var i = 0; i < from.Length; i++)
            if (from[i] != '\r') to[length++] = from[i];
            else if (i + 1 == from.Length || from[i + 1] != '\n') to[length++] = (byte)'\n';

        return length;
    }

    private static XmlFault CheckSpecial(ReadOnlySpan<byte> text, out int length)
    {
        length = 1;
        return text[0] switch
        {
            (byte)'&' => TryReference(text, out _, out length),
            (byte)'\r' => XmlFault.None,
            _ => XmlFault.NotWellFormed,
        };
    }

    private static XmlFault TryReference(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        rune = default;
        length = text[..Math.Min(text.Length, ReferenceMax)].IndexOf((byte)';') + 1;
        var name = length < 3 ? default : text[1..(length - 1)];
        if (name.IsEmpty) return XmlFault.NotWellFormed;
        if (name[0] == '#') return TryNumber(name[1..], out rune) ? XmlFault.None : XmlFault.NotWellFormed;
        var c = name switch
        {
            [(byte)'l', (byte)'t'] => '<',
            [(byte)'g', (byte)'t'] => '>',
            [(byte)'a', (byte)'m', (byte)'p'] => '&',
            [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
            [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
            _ => '\0',
        };
        rune = new(c);
        if (c != '\0') return XmlFault.None;
        return XmlNames.LengthOf(name) == name.Length ? XmlFault.RestrictedXml : XmlFault.NotWellFormed;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out Rune rune)
    {
        rune = default;
        var isHex = digits.Length > 1 && digits[0] == 'x';
        if (isHex) digits = digits[1..];
        if (digits.IsEmpty || digits.ContainsAnyExcept(isHex ? "0123456789abcdefABCDEF"u8 : "0123456789"u8)) return false;
        digits = digits.TrimStart((byte)'0');
        if (digits.Length > 7) return false;
        var code = digits.IsEmpty ? 0 : int.Parse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture);
        if (code is not (0x9 or 0xA or 0xD or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF))) return false;
        rune = new(code);
        return true;
    }
}
