using System.Diagnostics.CodeAnalysis;
using System.Net;
using Parlance.Domain.Masks;

namespace Parlance.Domain.Bans;

/// <summary>People by ident and where they come from: <c>user@host</c> with <c>*</c> and <c>?</c>, <c>user@192.0.2.0/24</c>, or one of the right sides alone.</summary>
public sealed class UserMask
{
    public const int LengthMax = 200;

    /// <summary>Stars in one mask: what matching a hostile one costs is bounded by it.</summary>
    public const int StarsMax = 10;

    private readonly Mask? _ident;
    private readonly Mask? _host;
    private readonly string _text;

    private UserMask(string ident, string host, IPNetwork? network)
    {
        Ident = ident;
        Host = network is { } net ? Networks.Text(net) : host.ToLowerInvariant();
        Network = network;
        _text = $"{Ident}@{Host}";
        _ident = ident == "*" ? null : Masks.Mask.TryParse(ident, out var user) ? user : null;
        _host = Host == "*" || network is not null ? null : Masks.Mask.TryParse(Host, out var mask) ? mask : null;
    }

    public string Ident { get; }

    /// <summary>The part after <c>@</c>, in lower case; a network in its canonical form.</summary>
    public string Host { get; }

    /// <summary>The part after <c>@</c> when it is an address or network.</summary>
    public IPNetwork? Network { get; }

    /// <summary>Whether the host is one host, not a pattern.</summary>
    public bool IsOneHost => Network is null && !IsPattern(Host);

    public static bool TryParse(string text, [NotNullWhen(true)] out UserMask? mask)
    {
        mask = null;
        if (text.Length is 0 or > LengthMax || text.Count(c => c == '*') > StarsMax) return false;
        if (text.Any(c => char.IsControl(c) || c is ' ' or ',' or '!')) return false;
        var at = text.LastIndexOf('@');
        var ident = at < 0 ? "*" : text[..at];
        var host = text[(at + 1)..];
        if (ident.Length == 0 || host.Length == 0 || ident.Contains('@', StringComparison.Ordinal)) return false;
        if (Networks.TryParse(host, out var network)) mask = new(ident, host, network);
        else if (host.Contains('/', StringComparison.Ordinal) && IsNumeric(host)) return false;
        else mask = new(ident, host, null);
        return true;
    }

    public bool Matches(in BanSubject who)
    {
        if (_ident is not null && !_ident.Matches(who.Ident)) return false;
        if (Network is { } network) return who.Address is { } address && network.Contains(address);
        return _host is null || _host.Matches(who.Host) || _host.Matches(who.RealHost) || (who.CloakedHost.Length > 0 && _host.Matches(who.CloakedHost));
    }

    public override string ToString() => _text;

    internal static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Looks like a network and is none: <c>192.0.2.0/40</c> is a slip, not a host.</summary>
    private static bool IsNumeric(string text) => text.All(c => char.IsAsciiDigit(c) || c is '.' or '/');
}
