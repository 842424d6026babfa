using System.Diagnostics.CodeAnalysis;

namespace Parlance.Domain.Names;

/// <summary>
/// What can be a nick or a room, and how names compare: by PRECIS (RFC 8265, UsernameCaseMapped: any script) or ASCII names only. Fixed at a node's
/// first start; the whole mesh has one.
/// </summary>
public sealed class NameRules
{
    /// <summary>Characters of a name from outside that are looked at; longer ones are refused unread.</summary>
    public const int LengthMax = 512;

    private static readonly NameRules Ascii = new(onlyAscii: true);
    private static readonly NameRules Any = new(onlyAscii: false);

    /// <summary>What an IRC nick cannot hold anywhere: the separators of masks and targets (Modern IRC, "Clients").</summary>
    private static readonly System.Buffers.SearchValues<char> NickForbidden = System.Buffers.SearchValues.Create(" ,*?!@.");

    /// <summary>What a nick cannot begin with: digits (UIDs do), channel types and prefixes, a colon.</summary>
    private const string NickStartForbidden = "0123456789#&:$~%+-'";

    private readonly bool _onlyAscii;

    private NameRules(bool onlyAscii) => _onlyAscii = onlyAscii;

    /// <param name="casemapping"><c>rfc8265</c> or <c>ascii</c>.</param>
    public static NameRules For(string casemapping) => casemapping == "ascii" ? Ascii : Any;

    /// <summary>The form in which names compare. A name that is none folds to itself in lower case, and so equals no name that is.</summary>
    public string Fold(string name) => TryFold(name, out var folded) ? folded : name.ToLowerInvariant();

    /// <param name="text">What was typed.</param>
    /// <param name="lengthMax">In UTF-16 units.</param>
    /// <param name="display">As it is shown: the typed case, normalised.</param>
    /// <param name="folded">As it compares.</param>
    public bool TryNick(string text, int lengthMax, [NotNullWhen(true)] out string? display, [NotNullWhen(true)] out string? folded) =>
        TryName(text, lengthMax, out display, out folded) && !NickStartForbidden.Contains(text[0], StringComparison.Ordinal) && !text.AsSpan().ContainsAny(NickForbidden);

    /// <summary>A room's name without IRC's <c>#</c> (ARCHITECTURE §8): what an XMPP localpart can say in its XEP-0106 form, but no comma.</summary>
    public bool TryRoom(string text, int lengthMax, [NotNullWhen(true)] out string? display, [NotNullWhen(true)] out string? folded)
    {
        display = folded = null;
        if (text.AsSpan().ContainsAny(' ', ',', '\a')) return false;
        return TryName(text, lengthMax - 1, out display, out folded);
    }

    private bool TryName(string text, int lengthMax, [NotNullWhen(true)] out string? display, [NotNullWhen(true)] out string? folded)
    {
        display = folded = null;
        if (text.Length == 0 || text.Length > Math.Min(lengthMax, LengthMax) || !TryFold(text, out folded)) return false;
        display = System.Text.Ascii.IsValid(text) ? text : text.Normalize();
        return true;
    }

    private bool TryFold(string text, [NotNullWhen(true)] out string? folded)
    {
        folded = null;
        if (text.Length > LengthMax) return false;
        if (!System.Text.Ascii.IsValid(text)) return !_onlyAscii && Precis.TryFold(text, out folded);
        if (text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.Contains('\x7f', StringComparison.Ordinal)) return false;
        folded = text.AsSpan().ContainsAnyInRange('A', 'Z') ? text.ToLowerInvariant() : text;
        return true;
    }
}
