using System.Globalization;
using System.Text;
using Parlance.Domain.Names.Unicode;

namespace Parlance.Domain.Names;

/// <summary>Passwords as they compare: PRECIS OpaqueString (RFC 8265 section 4.2). Case and width matter; every space is one kind of space; no controls.</summary>
public static class OpaqueString
{
    /// <param name="text">What was typed.</param>
    /// <param name="bytesMax">The most bytes of UTF-8.</param>
    /// <param name="prepared">What is hashed.</param>
    public static bool TryPrepare(string text, int bytesMax, out string prepared)
    {
        prepared = text;
        if (text.Length == 0 || text.Length > bytesMax) return false;
        if (!Ascii.IsValid(text))
        {
            if (!TryPoints(text, out var points)) return false;
            Nfc.Normalize(points);
            prepared = NameFold.TextOf(points);
        }

        return Encoding.UTF8.GetByteCount(prepared) <= bytesMax && !prepared.Any(char.IsControl);
    }

    /// <summary>Code points, spaces of all kinds as one; false: half a surrogate pair is among them.</summary>
    private static bool TryPoints(string text, out List<int> points)
    {
        points = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !text.Contains('\ufffd', StringComparison.Ordinal)) return false;
            points.Add(Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator ? ' ' : rune.Value);
        }

        return true;
    }
}
