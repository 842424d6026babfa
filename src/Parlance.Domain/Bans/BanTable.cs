using System.Net;
using Parlance.Domain.Users;

namespace Parlance.Domain.Bans;

/// <summary>Staff's bans on users, addresses, names and texts, network-wide. Enforced on every node; an expired one no longer counts.</summary>
public sealed class BanTable
{
    private readonly List<OperBan> _all = [];

    public IReadOnlyList<OperBan> All => _all;

    /// <summary>The ban that keeps an address from connecting; null: none.</summary>
    public OperBan? RefusesAddress(IPAddress address, Instant now) =>
        Find(now, b => b.Kind == OperBanKind.Address && b.Network is { } network && network.Contains(address));

    /// <summary>The reservation that keeps a nick from everybody but staff; null: none.</summary>
    public OperBan? ReservesNick(string folded, Instant now) => Find(now, b => b.Kind == OperBanKind.Nick && b.Glob!.Matches(folded));

    /// <summary>The reservation that keeps a room's name from everybody but staff; null: none.</summary>
    public OperBan? ReservesRoom(string folded, Instant now) => Find(now, b => b.Kind == OperBanKind.Room && b.Glob!.Matches(folded));

    public OperBan? Find(Instant now, Predicate<OperBan> matches)
    {
        foreach (var ban in _all)
            if (ban.Expires is not { } expires || expires > now)
                if (matches(ban)) return ban;
        return null;
    }

    public OperBan? Find(OperBanKind kind, string mask) => _all.Find(b => b.Kind == kind && string.Equals(b.Mask, mask, StringComparison.OrdinalIgnoreCase));

    internal void Add(OperBan ban)
    {
        Remove(ban.Kind, ban.Mask);
        _all.Add(ban);
    }

    internal void Remove(OperBanKind kind, string mask) => _all.RemoveAll(b => b.Kind == kind && string.Equals(b.Mask, mask, StringComparison.OrdinalIgnoreCase));
}
