using System.Globalization;

namespace Parlance.Domain.Names;

/// <summary>The bidi rule of RFC 5893 §2 for one label: a name with right-to-left letters begins and ends in them and mixes in no left-to-right ones.</summary>
internal static class Bidi
{
    public static bool Obeys(string text)
    {
        if (!text.Any(IsRightToLeft)) return true;
        if (!IsRightToLeft(text[0])) return false;
        bool european = false, arabic = false;
        var last = text.Length - 1;
        while (last > 0 && CharUnicodeInfo.GetUnicodeCategory(text[last]) == UnicodeCategory.NonSpacingMark) last--;
        foreach (var c in text)
        {
            european |= char.IsAsciiDigit(c);
            arabic |= c is >= '\u0660' and <= '\u0669';
            if (char.IsLetter(c) && !IsRightToLeft(c)) return false;
        }

        return !(european && arabic) && (IsRightToLeft(text[last]) || char.IsDigit(text[last]));
    }

    /// <summary>Letters of the scripts written from right to left in the basic plane (Hebrew, Arabic, Syriac, Thaana, N'Ko … and their presentation forms).</summary>
    private static bool IsRightToLeft(char c) =>
        (c is >= '\u0590' and <= '\u08ff' or >= '\ufb1d' and <= '\ufdff' or >= '\ufe70' and <= '\ufefc') && char.IsLetter(c);
}
