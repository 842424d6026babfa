using System.Net;
using Parlance.Domain.Bans;
using Parlance.Domain.Users;

namespace Parlance.Irc.Operators;

/// <summary>Whether a ban of staff hits somebody.</summary>
public static class OperBans
{
    public static bool Hits(OperBan ban, UserConnected user) => ban.Kind switch
    {
        OperBanKind.User => HitsUser(ban, user.Ident, user.RealHost, user.Address),
        OperBanKind.RealName => ban.Glob?.Matches(user.RealName) == true,
        _ => false,
    };

    private static bool HitsUser(OperBan ban, string ident, string host, string address)
    {
        if (ban.Glob?.Matches($"{ident}@{host}") == true || ban.Glob?.Matches($"{ident}@{address}") == true) return true;
        var at = ban.Mask.LastIndexOf('@');
        return at >= 0 && IPNetwork.TryParse(ban.Mask.AsSpan(at + 1), out var network) && IPAddress.TryParse(address, out var ip) && network.Contains(ip)
            && Domain.Masks.Mask.TryParse(ban.Mask[..at], out var user) && user.Matches(ident);
    }
}
