using System.Diagnostics.CodeAnalysis;

namespace Parlance.Domain.Masks;

/// <summary>
/// A glob over names: <c>*</c> any run, <c>?</c> one character, <c>\</c> takes the next as it is; case is ignored. Matching takes at most
/// pattern × text steps, whatever the pattern, and allocates nothing.
/// </summary>
public sealed class Mask
{
    /// <summary>The longest pattern.</summary>
    public const int LengthMax = 256;

    private const char Any = '\uffff';
    private const char One = '\ufffe';

    /// <summary>The pattern in lower case, wildcards as the two non-characters above, runs of <c>*</c> as one.</summary>
    private readonly string _pattern;
    private readonly string _text;

    private Mask(string text, string pattern)
    {
        _text = text;
        _pattern = pattern;
    }

    /// <summary>Matches everything.</summary>
    public bool IsAny => _pattern is [Any];

    /// <summary>How many characters must be there literally: how wide the mask is.</summary>
    public int Literals => _pattern.Count(c => c is not (Any or One));

    public static bool TryParse(string text, [NotNullWhen(true)] out Mask? mask)
    {
        mask = null;
        if (text.Length is 0 or > LengthMax || text.Any(c => char.IsControl(c) || c is ' ' or Any or One)) return false;
        var pattern = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            switch (text[i])
            {
                case '*' when pattern.Length > 0 && pattern[^1] == Any: break;
                case '*': pattern.Append(Any); break;
                case '?': pattern.Append(One); break;
                case '\\' when i + 1 < text.Length: pattern.Append(char.ToLowerInvariant(text[++i])); break;
                default: pattern.Append(char.ToLowerInvariant(text[i])); break;
            }

        mask = new(text, pattern.ToString());
        return true;
    }

    public bool Matches(ReadOnlySpan<char> text)
    {
        var pattern = _pattern.AsSpan();
        int p = 0, t = 0, star = -1, retry = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == Any)
            {
                star = p++;
                retry = t;
            }
            else if (p < pattern.Length && (pattern[p] == One || pattern[p] == Lower(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++retry;
            }
            else return false;
        }

        while (p < pattern.Length && pattern[p] == Any) p++;
        return p == pattern.Length;
    }

    public override string ToString() => _text;

    private static char Lower(char c) => c < 0x80 ? (c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c) : char.ToLowerInvariant(c);
}
