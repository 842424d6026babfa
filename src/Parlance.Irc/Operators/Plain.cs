using System.Text;

namespace Parlance.Irc.Operators;

/// <summary>A text without formatting, so that colours in the middle of a word hide nothing (modern.ircdocs.horse/formatting).</summary>
public static class Plain
{
    public static string Of(ReadOnlySpan<byte> text)
    {
        var plain = text.Length <= 1024 ? stackalloc byte[text.Length] : new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case 0x03: i += ColourDigits(text[(i + 1)..], 2, char.IsAsciiDigit); break;
                case 0x04: i += ColourDigits(text[(i + 1)..], 6, char.IsAsciiHexDigit); break;
                case < 0x20 and not (byte)'\n' or 0x7f: break;
                default: plain[length++] = text[i]; break;
            }
        }

        return Encoding.UTF8.GetString(plain[..length]);
    }

    /// <summary>Length of <c>1,12</c> after a colour code: a comma counts only before a digit.</summary>
    private static int ColourDigits(ReadOnlySpan<byte> text, int digitsMax, Func<char, bool> isDigit)
    {
        var foreground = Count(text, digitsMax, isDigit);
        if (foreground == 0 || text.Length <= foreground || text[foreground] != ',') return foreground;
        var background = Count(text[(foreground + 1)..], digitsMax, isDigit);
        return background == 0 ? foreground : foreground + 1 + background;
    }

    private static int Count(ReadOnlySpan<byte> text, int max, Func<char, bool> isDigit)
    {
        var count = 0;
        while (count < max && count < text.Length && isDigit((char)text[count])) count++;
        return count;
    }
}
