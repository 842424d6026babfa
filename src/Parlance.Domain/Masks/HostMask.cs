using System.Diagnostics.CodeAnalysis;

namespace Parlance.Domain.Masks;

/// <summary>
/// <c>nick!user@host</c> with wildcards in each part; the host may be an address or a network (<c>10.0.0.0/8</c>). What is left out becomes <c>*</c>:
/// <c>ana</c> means <c>ana!*@*</c>, <c>u@h</c> means <c>*!u@h</c>, and what looks like a host (a dot, colon or slash in it) <c>*!*@host</c>.
/// </summary>
public sealed class HostMask
{
    private readonly Mask _nick;
    private readonly Mask _user;
    private readonly Mask _host;
    private readonly AddressRange? _range;
    private readonly string _text;

    private HostMask(Mask nick, Mask user, Mask host, AddressRange? range)
    {
        _nick = nick;
        _user = user;
        _host = host;
        _range = range;
        _text = $"{nick}!{user}@{host}";
    }

    /// <summary>The network the host part names; null: it is a pattern over host names.</summary>
    public AddressRange? Range => _range;

    /// <summary>The patterns of the parts.</summary>
    public Mask Nick => _nick;

    /// <inheritdoc cref="Nick"/>
    public Mask User => _user;

    /// <inheritdoc cref="Nick"/>
    public Mask Host => _host;

    /// <summary>False: empty, longer than <see cref="Mask.LengthMax"/>, or with spaces or control characters.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out HostMask? mask)
    {
        mask = null;
        if (text.Length is 0 or > Mask.LengthMax || text.Contains(' ', StringComparison.Ordinal)) return false;
        var (nick, user, host) = Split(text);
        AddressRange? range = AddressRange.TryParse(host, out var parsed) ? parsed : null;
        if (range is not null) host = range.Value.ToString();
        if (!Mask.TryParse(OrAny(nick), out var nicks) || !Mask.TryParse(OrAny(user), out var users) || !Mask.TryParse(OrAny(host), out var hosts)) return false;
        mask = new(nicks, users, hosts, range);
        return mask._text.Length <= Mask.LengthMax;
    }

    /// <summary>Whether it matches somebody by any of their hosts or their address.</summary>
    public bool Matches(in BanSubject subject) =>
        _nick.Matches(subject.NickFolded) && _user.Matches(subject.Ident)
        && (_host.IsAny || (_range is { } range ? range.Contains(subject.Address) : MatchesHost(subject)));

    private bool MatchesHost(in BanSubject subject) =>
        _host.Matches(subject.Host) || _host.Matches(subject.CloakedHost) || _host.Matches(subject.RealHost) || _host.Matches(subject.Address);

    /// <summary>The whole mask, canonical: what was left out is written, networks in their one notation.</summary>
    public override string ToString() => _text;

    private static (string Nick, string User, string Host) Split(string text)
    {
        var at = text.LastIndexOf('@');
        var bang = at < 0 ? text.IndexOf('!') : text.AsSpan(0, at).IndexOf('!');
        if (at >= 0) return (bang < 0 ? "" : text[..bang], text[(bang + 1)..at], text[(at + 1)..]);
        if (bang >= 0) return (text[..bang], text[(bang + 1)..], "");
        return text.AsSpan().ContainsAny('.', ':', '/') ? ("", "", text) : (text, "", "");
    }

    private static string OrAny(string part) => part.Length == 0 ? "*" : part;
}
