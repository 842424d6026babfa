using System.Globalization;
using System.Net;

namespace Parlance.Domain.Bans;

/// <summary>Addresses and networks as staff types them: <c>192.0.2.7</c>, <c>192.0.2.0/24</c>, <c>2001:db8::/32</c>. Bits beyond the prefix are ignored.</summary>
public static class Networks
{
    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryAddress(slash < 0 ? text : text[..slash], out var address)) return false;
        var bytes = address.GetAddressBytes();
        var bits = bytes.Length * 8;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > bytes.Length * 8)) return false;
        for (var i = 0; i < bytes.Length; i++) bytes[i] &= (byte)(0xff00 >> Math.Clamp(bits - (i * 8), 0, 8));
        network = new(new(bytes), bits);
        return true;
    }

    /// <summary>An address alone is written without its bits.</summary>
    public static string Text(IPNetwork network) =>
        network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8 ? network.BaseAddress.ToString() : network.ToString();

    /// <summary>IPv4 needs all four numbers (<c>10</c> is none), and a mapped one is itself.</summary>
    private static bool TryAddress(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Contains('%', StringComparison.Ordinal) || text.Contains('[', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var parsed)) return false;
        if (!text.Contains(':', StringComparison.Ordinal) && text.Count(c => c == '.') != 3) return false;
        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }
}
