using System.Net;

namespace Parlance.Domain.Bans;

/// <summary>Staff's bans on users, addresses, names and texts, network-wide. Enforced on every node; an expired one no longer counts.</summary>
public sealed class BanTable
{
    /// <summary>Bans of all kinds together.</summary>
    public const int BansMax = 20_000;

    /// <summary>Bans of one kind that are patterns and so are tried one by one on everybody who comes.</summary>
    public const int PatternsMax = 500;

    private readonly List<OperBan> _all = [];
    private readonly Dictionary<(OperBanKind, string), OperBan> _byMask = [];
    private readonly NetworkIndex<OperBan> _addresses = new();
    private readonly UserBans _users = new();
    private readonly UserBans _shuns = new();
    private readonly UserBans _exempt = new();
    private readonly NameBans _realNames = new();
    private readonly NameBans _nicks = new();
    private readonly NameBans _rooms = new();

    /// <summary>All bans, as they were set.</summary>
    public IReadOnlyList<OperBan> All => _all;

    /// <summary>The ban that keeps an address from connecting; null: none.</summary>
    public OperBan? RefusesAddress(IPAddress address, Instant now) =>
        ByAddress(address, now) is { } ban && _exempt.FindAddress(address, now) is null ? ban : null;

    /// <summary>The ban that keeps a person out; null: none, or an exemption stands against it.</summary>
    public OperBan? Refuses(in BanSubject who, Instant now)
    {
        var ban = (who.Address is { } address ? ByAddress(address, now) : null) ?? _users.Find(who, now) ?? _realNames.Find(who.RealName, now);
        return ban is not null && Exempts(who, now) ? null : ban;
    }

    /// <summary>The ban that silences a person; null: none.</summary>
    public OperBan? Shuns(in BanSubject who, Instant now) => _shuns.Find(who, now) is { } ban && !Exempts(who, now) ? ban : null;

    public bool Exempts(in BanSubject who, Instant now) => _exempt.Find(who, now) is not null;

    /// <summary>The reservation that keeps a nick from everybody but staff; null: none.</summary>
    public OperBan? ReservesNick(string folded, Instant now) => _nicks.Find(folded, now);

    /// <summary>The reservation that keeps a room's name from everybody but staff; null: none.</summary>
    public OperBan? ReservesRoom(string folded, Instant now) => _rooms.Find(folded, now);

    /// <param name="kind">Its kind.</param>
    /// <param name="mask">Its mask in canonical form.</param>
    public OperBan? Find(OperBanKind kind, string mask) => _byMask.GetValueOrDefault((kind, mask.ToUpperInvariant()));

    /// <summary>Why no more of this mask can be taken; null: there is room.</summary>
    public string? Full(OperBan ban) => _all.Count >= BansMax ? "bans" : PatternsLike(ban) >= PatternsMax ? "patterns" : null;

    internal void Add(OperBan ban)
    {
        Remove(ban.Kind, ban.Mask);
        _all.Add(ban);
        _byMask.Add((ban.Kind, ban.Mask.ToUpperInvariant()), ban);
        if (ban.Network is { } network) _addresses.Add(network, ban);
        UsersOf(ban.Kind)?.Add(ban);
        NamesOf(ban.Kind)?.Add(ban);
    }

    internal void Remove(OperBanKind kind, string mask)
    {
        if (!_byMask.Remove((kind, mask.ToUpperInvariant()), out var ban)) return;
        _all.Remove(ban);
        if (ban.Network is { } network) _addresses.Remove(network, ban);
        UsersOf(kind)?.Remove(ban);
        NamesOf(kind)?.Remove(ban);
    }

    private OperBan? ByAddress(IPAddress address, Instant now) => _addresses.Find(address, now, static (ban, now) => ban.Holds(now));

    private int PatternsLike(OperBan ban) => UserMask.IsPattern(ban.Mask) && ban.Users is not { Network: not null } and not { IsOneHost: true }
        ? UsersOf(ban.Kind)?.Patterns ?? NamesOf(ban.Kind)?.Patterns ?? 0 : 0;

    private UserBans? UsersOf(OperBanKind kind) => kind switch
    {
        OperBanKind.User => _users,
        OperBanKind.Shun => _shuns,
        OperBanKind.Exempt => _exempt,
        _ => null,
    };

    private NameBans? NamesOf(OperBanKind kind) => kind switch
    {
        OperBanKind.RealName => _realNames,
        OperBanKind.Nick => _nicks,
        OperBanKind.Room => _rooms,
        _ => null,
    };
}
