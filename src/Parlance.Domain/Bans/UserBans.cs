namespace Parlance.Domain.Bans;

/// <summary>Bans on <c>user@host</c>: by network, by host, and the rest, which are patterns that must be tried one by one.</summary>
internal sealed class UserBans
{
    private readonly NetworkIndex<OperBan> _networks = new();
    private readonly Dictionary<string, List<OperBan>> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<OperBan> _patterns = [];

    public int Patterns => _patterns.Count;

    public void Add(OperBan ban)
    {
        if (ban.Users is not { } mask) return;
        if (mask.Network is { } network) _networks.Add(network, ban);
        else if (!mask.IsOneHost) _patterns.Add(ban);
        else if (_hosts.TryGetValue(mask.Host, out var list)) list.Add(ban);
        else _hosts.Add(mask.Host, [ban]);
    }

    public void Remove(OperBan ban)
    {
        if (ban.Users is not { } mask) return;
        if (mask.Network is { } network) _networks.Remove(network, ban);
        else if (!mask.IsOneHost) _patterns.Remove(ban);
        else if (_hosts.TryGetValue(mask.Host, out var list) && list.Remove(ban) && list.Count == 0) _hosts.Remove(mask.Host);
    }

    public OperBan? Find(BanSubject who, Instant now)
    {
        bool Fits(OperBan ban) => ban.Holds(now) && ban.Users!.Matches(who);
        if (who.Address is { } address && _networks.Find(address, Fits) is { } byNetwork) return byNetwork;
        if (_hosts.Count > 0 && (At(who.Host, Fits) ?? At(who.RealHost, Fits) ?? At(who.CloakedHost, Fits)) is { } byHost) return byHost;
        return _patterns.Find(Fits);
    }

    /// <summary>The one that is about everybody at an address, whoever they are.</summary>
    public OperBan? FindAddress(System.Net.IPAddress address, Instant now) => _networks.Find(address, ban => ban.Users!.Ident == "*" && ban.Holds(now));

    private OperBan? At(string host, Predicate<OperBan> fits) => _hosts.TryGetValue(host, out var list) ? list.Find(fits) : null;
}
