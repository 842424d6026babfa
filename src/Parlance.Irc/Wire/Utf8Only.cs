using System.Buffers;
using System.Text.Unicode;

namespace Parlance.Irc.Wire;

/// <summary>What a line may hold: valid UTF-8 (IRCv3 UTF8ONLY) without NUL, CR and LF (Modern IRC, message format).</summary>
public static class Utf8Only
{
    private static readonly SearchValues<byte> Forbidden = SearchValues.Create("\0\r\n"u8);

    public static bool IsValid(ReadOnlySpan<byte> line) => !line.ContainsAny(Forbidden) && Utf8.IsValid(line);

    /// <summary>The longest start of a text that is at most so many bytes and does not end within a character.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int bytesMax)
    {
        if (text.Length <= bytesMax) return text;
        var end = Math.Max(bytesMax, 0);
        while (end > 0 && (text[end] & 0xC0) == 0x80) end--;
        return text[..end];
    }
}
