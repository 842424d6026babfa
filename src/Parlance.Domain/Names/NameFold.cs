using System.Buffers;
using System.Globalization;
using System.Text;
using Parlance.Domain.Names.Unicode;

namespace Parlance.Domain.Names;

/// <summary>
/// How names compare: width mapping, lower case, NFC (RFC 8265 §3.3 without its checks). Takes any text and never throws. What is
/// lower-case ASCII already is returned as it is.
/// </summary>
public static class NameFold
{
    internal const char CapitalSigma = '\u03a3', Sigma = '\u03c3', FinalSigma = '\u03c2';

    private static readonly SearchValues<char> Changing = SearchValues.Create(
        [.. Enumerable.Range('A', 26).Select(c => (char)c), .. Enumerable.Range(0x80, 0x10000 - 0x80).Select(c => (char)c)]);

    public static string Of(string text)
    {
        var first = text.AsSpan().IndexOfAny(Changing);
        if (first < 0) return text;
        if (Ascii.IsValid(text)) return string.Create(text.Length, text, static (to, from) => Ascii.ToLower(from, to, out _));
        var points = PointsOf(text);
        Lower(points);
        Nfc.Normalize(points);
        return TextOf(points);
    }

    /// <summary>Code points; lone surrogates stay what they are.</summary>
    internal static List<int> PointsOf(string text)
    {
        var points = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var paired = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            points.Add(Widened(paired ? char.ConvertToUtf32(text[i], text[++i]) : text[i]));
        }

        return points;
    }

    /// <summary>The text of code points.</summary>
    internal static string TextOf(List<int> points)
    {
        var text = new StringBuilder(points.Count);
        foreach (var c in points)
            if (c > 0xFFFF) text.Append(char.ConvertFromUtf32(c));
            else text.Append((char)c);
        return text.ToString();
    }

    internal static void Lower(List<int> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            // The only letter whose lower case is two code points whatever its surroundings (SpecialCasing.txt).
            if (points[i] == 0x130)
            {
                points[i] = 'i';
                points.Insert(++i, 0x307);
            }
            else if (points[i] == CapitalSigma) points[i] = IsFinal(points, i) ? FinalSigma : Sigma;
            else if (Rune.IsValid(points[i])) points[i] = Rune.ToLowerInvariant(new(points[i])).Value;
        }
    }

    /// <summary>The one lower case that depends on its place: at a word's end (Unicode, Final_Sigma; ignorable are marks, modifiers and <c>. : '</c>).</summary>
    private static bool IsFinal(List<int> points, int at)
    {
        int before = at - 1, after = at + 1;
        while (before >= 0 && IsIgnorable(points[before])) before--;
        while (after < points.Count && IsIgnorable(points[after])) after++;
        return before >= 0 && IsCased(points[before]) && (after == points.Count || !IsCased(points[after]));
    }

    private static bool IsCased(int c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsIgnorable(int c) => c is '.' or ':' or '\'' or 0xB7 || CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static int Widened(int c)
    {
        if (c is >= 0xFF01 and <= 0xFF5E) return c - 0xFF01 + '!';
        if (c is < 0xFF65 or > 0xFFDC) return c == 0x3000 ? ' ' : c;
        var at = Tables.Find(SingletonTable.Widths, 2, c);
        return at < 0 ? c : SingletonTable.Widths[at + 1];
    }
}
