using System.Net;
using System.Net.Sockets;

namespace Parlance.Domain.Bans;

/// <summary>Whether a ban hits so many that it is more likely a slip than a wish.</summary>
public static class BanWidth
{
    /// <summary>The shortest prefixes that are no slip.</summary>
    public const int PrefixV4Min = 16;
    public const int PrefixV6Min = 32;

    /// <summary>The fewest characters, besides wildcards and punctuation, of a pattern over people or names.</summary>
    public const int LettersMin = 3;

    public static bool IsTooWide(OperBan ban)
    {
        if (ban.Network is { } network) return IsTooWide(network);
        if (ban.Users is { } mask) return Letters(mask.Ident) < LettersMin && (mask.Network is { } net ? IsTooWide(net) : IsLoose(mask.Host, LettersMin));
        return IsLoose(ban.Mask, LettersMin);
    }

    private static bool IsTooWide(IPNetwork network) =>
        network.PrefixLength < (network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6 ? PrefixV6Min : PrefixV4Min);

    private static bool IsLoose(string pattern, int lettersMin) => UserMask.IsPattern(pattern) && Letters(pattern) < lettersMin;

    private static int Letters(string pattern) => pattern.Count(char.IsLetterOrDigit);
}
