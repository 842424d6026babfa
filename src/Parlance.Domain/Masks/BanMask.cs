using System.Diagnostics.CodeAnalysis;
using Parlance.Domain.Users;

namespace Parlance.Domain.Masks;

/// <summary>A ban (placeholder until the full rules land).</summary>
public sealed class BanMask
{
    private readonly string _text;
    private readonly Mask _mask;
    private BanMask(string text) { _text = text; Mask.TryParse(text, out var m); _mask = m!; }
    public bool IsMute => false;
    public static bool TryParse(string text, [NotNullWhen(true)] out BanMask? mask)
    {
        if (!text.Contains('!', StringComparison.Ordinal)) text = text.Contains('@', StringComparison.Ordinal) ? "*!" + text : text + "!*@*";
        mask = new(text);
        return true;
    }

    public bool Matches(User user) => _mask.Matches($"{user.Nick}!{user.Ident}@{user.Host}") || _mask.Matches($"{user.Nick}!{user.Ident}@{user.RealHost}");
    public override string ToString() => _text;
}
