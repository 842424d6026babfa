using System.Diagnostics.CodeAnalysis;
using Parlance.Domain.Masks;

namespace Parlance.Domain.Bans;

/// <summary>A glob over texts that may have spaces, which masks over names never do.</summary>
public sealed class TextGlob
{
    /// <summary>Stands for a space within the mask: SYMBOL FOR SPACE, which is matched as one.</summary>
    private const char Space = '\u2420';

    private readonly Mask _mask;

    private TextGlob(Mask mask) => _mask = mask;

    public static bool TryParse(string text, [NotNullWhen(true)] out TextGlob? glob)
    {
        glob = Mask.TryParse(text.Replace(' ', Space), out var mask) ? new(mask) : null;
        return glob is not null;
    }

    public bool Matches(string text) => _mask.Matches(text.Replace(' ', Space));
}
