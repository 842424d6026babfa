using System.Buffers;
using System.Text;

namespace Parlance.Xmpp.Wire;

/// <summary>Names without a colon (Namespaces in XML 1.0 §3, over XML 1.0 fifth edition §2.3).</summary>
internal static class XmlNames
{
    private static readonly SearchValues<byte> Ascii = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."u8);

    /// <summary>Bytes of the name that <paramref name="text"/> begins with; 0: it begins with none.</summary>
    public static int LengthOf(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !IsStart(text)) return 0;
        var length = text.IndexOfAnyExcept(Ascii);
        if (length < 0) return text.Length;
        while (length < text.Length && text[length] >= 0x80)
        {
            if (Rune.DecodeFromUtf8(text[length..], out var rune, out var bytes) != OperationStatus.Done || !IsInside(rune.Value)) break;
            length += bytes;
            var more = text[length..].IndexOfAnyExcept(Ascii);
            if (more < 0) return text.Length;
            length += more;
        }

        return length;
    }

    private static bool IsStart(ReadOnlySpan<byte> text) => text[0] < 0x80
        ? char.IsAsciiLetter((char)text[0]) || text[0] == '_'
        : Rune.DecodeFromUtf8(text, out var rune, out _) == OperationStatus.Done && IsStart(rune.Value);

    private static bool IsStart(int c) => c is
        (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF) or (>= 0x370 and <= 0x37D) or (>= 0x37F and <= 0x1FFF) or 0x200C or 0x200D
        or (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFD)
        or (>= 0x10000 and <= 0xEFFFF);

    private static bool IsInside(int c) => IsStart(c) || c is 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040;
}
