namespace Parlance.Domain.Names.Unicode;

/// <summary>
/// Whether code points make an identifier: PRECIS IdentifierClass (RFC 8264 §4.2), its contextual rules (RFC 5892 appendix A) and the Bidi rule
/// (RFC 5893 §2).
/// </summary>
internal static class Identifier
{
    public static bool IsValid(List<int> text)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (DirectionOf(text[i], out var depends) == Direction.None) return false;
            if (depends && !FitsBetween(text, i)) return false;
        }

        return KeepsDirection(text);
    }

    /// <summary>The direction of a code point that identifiers may hold; none for others.</summary>
    internal static Direction DirectionOf(int c, out bool dependsOnNeighbours)
    {
        dependsOnNeighbours = false;
        if (c < 0x80) return OfAscii((char)c);
        var ranges = IdentifierTable.Ranges;
        int low = 0, high = (ranges.Length / 2) - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (c < ranges[2 * middle]) high = middle - 1;
            else if (c > (ranges[(2 * middle) + 1] & 0xFFFFFF)) low = middle + 1;
            else
            {
                var kind = ranges[(2 * middle) + 1] >> 24;
                dependsOnNeighbours = (kind & 8) != 0;
                return (Direction)((kind & 7) + 1);
            }
        }

        return Direction.None;
    }

    private static Direction OfAscii(char c) =>
        c is <= ' ' or '\u007f' ? Direction.None : char.IsAsciiLetter(c) ? Direction.Left : char.IsAsciiDigit(c) ? Direction.Digit : Direction.Neutral;

    private static bool FitsBetween(List<int> text, int at)
    {
        var before = at > 0 ? text[at - 1] : 0;
        var after = at + 1 < text.Count ? text[at + 1] : 0;
        return text[at] switch
        {
            // Zero-width joiners only after a virama: the looser rule for Arabic would let two names look the same.
            0x200C or 0x200D => Nfc.CombiningClass(before) == 9,
            0xB7 => before == 'l' && after == 'l',
            0x375 => after is (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF),
            0x5F3 or 0x5F4 => before is >= 0x590 and <= 0x5FF,
            0x30FB => text.Exists(IsJapanese),
            >= 0x660 and <= 0x669 => !text.Exists(static c => c is >= 0x6F0 and <= 0x6F9),
            _ => !text.Exists(static c => c is >= 0x660 and <= 0x669),
        };
    }

    private static bool IsJapanese(int c) =>
        c is (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or (>= 0x3400 and <= 0x9FFF) or 0x3005 or 0x3007 or (>= 0x20000 and <= 0x323AF);

    private static bool KeepsDirection(List<int> text)
    {
        var seen = 0;
        foreach (var c in text) seen |= 1 << (int)DirectionOf(c, out _);
        bool Has(Direction direction) => (seen & (1 << (int)direction)) != 0;
        if (!Has(Direction.Right) && !Has(Direction.ArabicDigit)) return true;

        var last = text.FindLast(static c => DirectionOf(c, out _) != Direction.Mark);
        var end = DirectionOf(last, out _);
        return DirectionOf(text[0], out _) == Direction.Right && !Has(Direction.Left)
            && end is Direction.Right or Direction.Digit or Direction.ArabicDigit && !(Has(Direction.Digit) && Has(Direction.ArabicDigit));
    }
}

/// <summary>Bidirectional classes as far as names need them; the table holds them less one.</summary>
internal enum Direction
{
    None,
    Left,
    Right,
    ArabicDigit,
    Digit,
    Mark,
    Neutral,
}
