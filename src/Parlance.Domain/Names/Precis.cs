using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Parlance.Domain.Names;

/// <summary>
/// The UsernameCaseMapped profile of RFC 8265 §3.3 over the IdentifierClass of RFC 8264 §4.2: width mapping, lower case, NFC, then every code
/// point must be allowed and the whole obey the bidi rule.
/// </summary>
internal static class Precis
{
    public static bool TryFold(string text, [NotNullWhen(true)] out string? folded)
    {
        folded = null;
        if (!IsWellFormed(text)) return false;
        var mapped = Lower(NarrowWidths(text)).Normalize(NormalizationForm.FormC);
        if (!AreAllowed(mapped) || !Bidi.Obeys(mapped)) return false;
        folded = mapped;
        return true;
    }

    /// <summary>Lone surrogates are no text; Normalize would throw on them.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return false;
        }

        return true;
    }

    /// <summary>Full-width and half-width forms become the ordinary ones (RFC 8265 §3.3.1).</summary>
    private static string NarrowWidths(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uff01', '\uffee') && !text.Contains('\u3000', StringComparison.Ordinal)) return text;
        var narrowed = new StringBuilder(text.Length);
        foreach (var c in text)
            narrowed.Append(c is >= '\uff01' and <= '\uffee' or '\u3000' ? c.ToString().Normalize(NormalizationForm.FormKC) : c.ToString());
        return narrowed.ToString();
    }

    /// <summary>Unicode's toLowerCase: with the dotted capital I and the sigma at a word's end.</summary>
    private static string Lower(string text)
    {
        var lower = text.Replace("\u0130", "i\u0307", StringComparison.Ordinal);
        if (lower.Contains('\u03a3', StringComparison.Ordinal))
        {
            var chars = lower.ToCharArray();
            for (var i = 0; i < chars.Length; i++)
                if (chars[i] == '\u03a3') chars[i] = IsLetter(lower, i - 1) && !IsLetter(lower, i + 1) ? '\u03c2' : '\u03c3';
            lower = new(chars);
        }

        return lower.ToLowerInvariant();
    }

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetter(text[at]);

    private static bool AreAllowed(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
            if (!IsAllowed(text, i)) return false;
        return true;
    }

    /// <summary>RFC 8264 §8, in its order: exceptions, unassigned, ASCII, join controls, old hangul, ignorable, controls, compatibility, letters and digits.</summary>
    private static bool IsAllowed(string text, int at)
    {
        var code = char.ConvertToUtf32(text, at);
        switch (code)
        {
            case 0x00DF or 0x03C2 or 0x06FD or 0x06FE or 0x0F0B or 0x3007: return true;
            case 0x00B7: return at > 0 && text[at - 1] == 'l' && at + 1 < text.Length && text[at + 1] == 'l';
            case 0x0375: return at + 1 < text.Length && text[at + 1] is >= '\u0370' and <= '\u03ff';
            case 0x05F3 or 0x05F4: return at > 0 && text[at - 1] is >= '\u0590' and <= '\u05ff';
            case 0x30FB: return text.Any(c => c is >= '\u3041' and <= '\u30fa' or >= '\u4e00' and <= '\u9fff');
            case 0x0640 or 0x07FA or 0x302E or 0x302F or (>= 0x3031 and <= 0x3035) or 0x303B: return false;
            case >= 0x21 and <= 0x7e: return true;
            case (>= 0x1100 and <= 0x11ff) or (>= 0xa960 and <= 0xa97c) or (>= 0xd7b0 and <= 0xd7fb): return false;
        }

        var category = CharUnicodeInfo.GetUnicodeCategory(code);
        if (category is not (UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber)) return false;
        var one = char.ConvertFromUtf32(code);
        return one.Normalize(NormalizationForm.FormKC) == one.Normalize(NormalizationForm.FormC);
    }
}
