using System.Diagnostics.CodeAnalysis;
using System.Net;
using Parlance.Domain.Users;

namespace Parlance.Domain.Masks;

/// <summary>
/// <c>nick!ident@host</c>, each part a glob, the host also a network (<c>10.0.0.0/8</c>, <c>2001:db8::/32</c>). Shorter forms are completed:
/// <c>nick</c>, <c>ident@host</c>, <c>host.name</c>.
/// </summary>
public sealed class UserMask
{
    private readonly Mask _nick;
    private readonly Mask _ident;
    private readonly Mask _host;
    private readonly IPNetwork? _network;

    private UserMask(Mask nick, Mask ident, Mask host)
    {
        _nick = nick;
        _ident = ident;
        _host = host;
        var text = host.ToString();
        if (text.Contains('/', StringComparison.Ordinal) && IPNetwork.TryParse(text, out var network)) _network = network;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out UserMask? mask)
    {
        mask = null;
        if (text.Length is 0 or > Mask.LengthMax) return false;
        var bang = text.IndexOf('!', StringComparison.Ordinal);
        var at = text.LastIndexOf('@');
        var (nick, ident, host) = (bang, at) switch
        {
            (< 0, < 0) when text.AsSpan().ContainsAny('.', ':', '/') => ("*", "*", text),
            (< 0, < 0) => (text, "*", "*"),
            ( >= 0, < 0) => (text[..bang], text[(bang + 1)..], "*"),
            (< 0, >= 0) => ("*", text[..at], text[(at + 1)..]),
            _ when at < bang => (text[..bang], text[(bang + 1)..], "*"),
            _ => (text[..bang], text[(bang + 1)..at], text[(at + 1)..]),
        };
        if (!TryPart(nick, out var nickMask) || !TryPart(ident, out var identMask) || !TryPart(host, out var hostMask)) return false;
        mask = new(nickMask, identMask, hostMask);
        return true;
    }

    /// <summary>Whether it names the user by any of the hosts it has: shown, cloaked, real, or the address.</summary>
    public bool Matches(User user) => _nick.Matches(user.Nick) && _ident.Matches(user.Ident) && MatchesHost(user);

    public override string ToString() => $"{_nick}!{_ident}@{_host}";

    private bool MatchesHost(User user)
    {
        if (_network is { } network) return IPAddress.TryParse(user.Address, out var address) && network.Contains(address);
        return _host.IsAny || _host.Matches(user.Host) || _host.Matches(user.RealHost) || _host.Matches(user.Address)
            || (user.CloakedHost.Length > 0 && _host.Matches(user.CloakedHost));
    }

    private static bool TryPart(string text, [NotNullWhen(true)] out Mask? mask) => Mask.TryParse(text.Length == 0 ? "*" : text, out mask);
}
