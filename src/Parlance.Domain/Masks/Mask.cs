using System.Diagnostics.CodeAnalysis;

namespace Parlance.Domain.Masks;

/// <summary>A glob (placeholder until the full rules land).</summary>
public sealed class Mask
{
    private readonly string _pattern;
    private Mask(string pattern) => _pattern = pattern;
    public static bool TryParse(string text, [NotNullWhen(true)] out Mask? mask) { mask = new(text); return true; }
    public bool Matches(ReadOnlySpan<char> text) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(_pattern, text);
    public override string ToString() => _pattern;
}
