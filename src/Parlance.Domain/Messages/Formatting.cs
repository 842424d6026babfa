using System.Buffers;

namespace Parlance.Domain.Messages;

/// <summary>Colours and the like in a text (modern.ircdocs.horse/formatting).</summary>
public static class Formatting
{
    private const byte Colour = 0x03, HexColour = 0x04;

    /// <summary>Bold, colour, hex colour, reset, monospace, reverse, italics, strike-through, underline.</summary>
    private static readonly SearchValues<byte> Codes = SearchValues.Create([0x02, Colour, HexColour, 0x0f, 0x11, 0x16, 0x1d, 0x1e, 0x1f]);

    public static bool IsIn(ReadOnlySpan<byte> text) => text.ContainsAny(Codes);

    /// <summary>Copies the text without them, colours with their numbers; returns how many bytes are left.</summary>
    /// <param name="text">The text.</param>
    /// <param name="to">Room for as many bytes.</param>
    public static int Strip(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var length = 0;
        while (!text.IsEmpty)
        {
            var code = text.IndexOfAny(Codes);
            var plain = code < 0 ? text : text[..code];
            plain.CopyTo(to[length..]);
            length += plain.Length;
            if (code < 0) break;

            var digits = text[code] switch { Colour => 2, HexColour => 6, _ => 0 };
            text = text[(code + 1)..];
            if (digits > 0) SkipColour(ref text, digits);
        }

        return length;
    }

    /// <summary>A colour's number, and after a comma the background's.</summary>
    private static void SkipColour(ref ReadOnlySpan<byte> text, int digits)
    {
        var first = Number(text, digits);
        text = text[first..];
        if (first == 0 || !text.StartsWith((byte)',')) return;
        var second = Number(text[1..], digits);
        if (second > 0) text = text[(1 + second)..];
    }

    /// <summary>How many digits there are; a hex colour has six or is none.</summary>
    private static int Number(ReadOnlySpan<byte> text, int digits)
    {
        var count = 0;
        while (count < digits && count < text.Length && (digits == 2 ? char.IsAsciiDigit((char)text[count]) : char.IsAsciiHexDigit((char)text[count]))) count++;
        return digits == 6 && count < 6 ? 0 : count;
    }
}
