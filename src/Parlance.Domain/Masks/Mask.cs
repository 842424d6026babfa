using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Parlance.Domain.Names;

namespace Parlance.Domain.Masks;

/// <summary>
/// A pattern over one text: <c>*</c> any characters, <c>?</c> one character, <c>\</c> before <c>* ? \</c> takes it as itself. Case does not count, by the folding of
/// names. Compiled once, matched without allocation in time of pattern × text at worst: only the last star met is ever widened.
/// </summary>
public sealed class Mask
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int LengthMax = 256;

    /// <summary>The longest text whose case is folded beyond the basic plane; longer texts are no names.</summary>
    private const int TextMax = 1024;

    // Noncharacters: no text that came as a name holds them, and a pattern with them is refused.
    private const char Star = '\uFFFE';
    private const char One = '\uFFFF';

    private static readonly SearchValues<char> Surrogates = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private readonly string _text;
    private readonly string _program;
    private readonly bool _isLiteral;

    private Mask(string text, string program)
    {
        _text = text;
        _program = program;
        _isLiteral = !program.AsSpan().ContainsAny(Star, One);
    }

    /// <summary>Matches everything.</summary>
    public static Mask Any { get; } = new("*", Star.ToString());

    /// <summary>Whether it matches everything.</summary>
    public bool IsAny => _program is [Star];

    /// <summary>Whether it is one name without wildcards.</summary>
    public bool IsLiteral => _isLiteral;

    /// <summary>False: empty, longer than <see cref="LengthMax"/>, or with characters no text can have.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Mask? mask)
    {
        mask = null;
        if (text.Length is 0 or > LengthMax || text.AsSpan().ContainsAny(Star, One) || text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0) return false;
        if (text is "*")
        {
            mask = Any;
            return true;
        }

        Span<char> program = stackalloc char[text.Length];
        Span<char> shown = stackalloc char[text.Length];
        int length = 0, width = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '*' && length > 0 && program[length - 1] == Star) continue;
            shown[width++] = c;
            if (c == '\\' && i + 1 < text.Length && text[i + 1] is '*' or '?' or '\\') shown[width++] = program[length++] = text[++i];
            else program[length++] = c switch { '*' => Star, '?' => One, _ => c };
        }

        var normal = width == text.Length ? text : new(shown[..width]);
        mask = new(normal, NameFold.Of(new string(program[..length])).Replace(NameFold.FinalSigma, NameFold.Sigma));
        return true;
    }

    public bool Matches(ReadOnlySpan<char> text)
    {
        if (IsAny) return true;
        if (text.Length > TextMax || !text.ContainsAny(Surrogates)) return Run(_program, text);

        // Case of letters beyond the basic plane shows only in pairs.
        Span<char> lower = stackalloc char[text.Length];
        for (int i = 0, length; i < text.Length; i += length)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out length);
            if (length == 1) lower[i] = text[i];
            else Rune.ToLowerInvariant(rune).EncodeToUtf16(lower[i..]);
        }

        return Run(_program, lower);
    }

    /// <summary>The pattern as it was written, runs of <c>*</c> made one.</summary>
    public override string ToString() => _text;

    private static bool Run(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, afterStar = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == Star)
            {
                if (++p == pattern.Length) return true;
                afterStar = p;
                resume = t;
            }
            else if (p < pattern.Length && pattern[p] == One)
            {
                t += CharactersAt(text, t);
                p++;
            }
            else if (p < pattern.Length && pattern[p] == Lower(text[t]))
            {
                p++;
                t++;
            }
            else if (afterStar < 0) return false;
            else
            {
                p = afterStar;
                t = ++resume;
            }
        }

        while (p < pattern.Length && pattern[p] == Star) p++;
        return p == pattern.Length;
    }

    // A pattern's end is not a word's end: both small sigmas are one here.
    private static char Lower(char c) =>
        char.IsAscii(c) ? (c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c) : c == NameFold.FinalSigma ? NameFold.Sigma : char.ToLowerInvariant(c);

    private static int CharactersAt(ReadOnlySpan<char> text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
}
