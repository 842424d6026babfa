using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Parlance.Irc;

/// <summary>
/// Hosts for the public eye: what stands for an address tells nothing of it, is the same each time, and shares its right-hand parts with
/// neighbours in the same network, so that bans can be wide. Keyed: nobody outside can try addresses.
/// </summary>
public sealed class Cloaks(ReadOnlySpan<byte> key, string suffix)
{
    /// <summary>Cloaks remembered; a reconnect storm asks for the same ones again.</summary>
    public const int RecentMax = 1000;

    private readonly byte[] _key = key.ToArray();
    private readonly Dictionary<IPAddress, string> _recent = [];

    /// <summary>The cloak of an address; empty: cloaking is off.</summary>
    public string Of(IPAddress address)
    {
        if (suffix.Length == 0) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (_recent.TryGetValue(address, out var known)) return known;
        if (_recent.Count >= RecentMax) _recent.Clear();
        var bytes = address.GetAddressBytes();
        int[] widths = address.AddressFamily == AddressFamily.InterNetwork ? [4, 3, 2] : [8, 6, 4];
        return _recent[address] = string.Join('.', widths.Select(width => Part(bytes.AsSpan(0, width)))) + "." + suffix;
    }

    private string Part(ReadOnlySpan<byte> network)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_key, network, hash);
        return Convert.ToHexStringLower(hash[..4]);
    }
}
