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
        if (who.Address is { } address && _networks.Find(address, (who, now), static (ban, with) => Fits(ban, with.who, with.now)) is { } byNetwork) return byNetwork;
        if (_hosts.Count > 0 && (At(who.Host, who, now) ?? At(who.RealHost, who, now) ?? At(who.CloakedHost, who, now)) is { } byHost) return byHost;
        return First(_patterns, who, now);
    }

    /// <summary>The one that is about everybody at an address, whoever they are.</summary>
    public OperBan? FindAddress(System.Net.IPAddress address, Instant now) => _networks.Find(address, now, static (ban, now) => ban.Users!.Ident == "*" && ban.Holds(now));

    private OperBan? At(string host, in BanSubject who, Instant now) => _hosts.TryGetValue(host, out var list) ? First(list, who, now) : null;

    private static OperBan? First(List<OperBan> bans, in BanSubject who, Instant now)
    {
        foreach (var ban in bans)
            if (Fits(ban, who, now)) return ban;
        return null;
    }

    private static bool Fits(OperBan ban, in BanSubject who, Instant now) => ban.Holds(now) && ban.Users!.Matches(who);
}
