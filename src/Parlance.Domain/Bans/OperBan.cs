using System.Net;

namespace Parlance.Domain.Bans;

public enum OperBanKind
{
    /// <summary>Users by <c>user@host</c> or <c>user@address/bits</c> (KLINE, GLINE).</summary>
    User,
    /// <summary>Addresses, before anything else is looked at (DLINE, ZLINE).</summary>
    Address,
    /// <summary>Real names (XLINE, RLINE).</summary>
    RealName,
    /// <summary>Nicks nobody may take (RESV, QLINE).</summary>
    Nick,
    /// <summary>Rooms nobody may create (RESV, CBAN).</summary>
    Room,
    /// <summary>Users who stay but whose commands are ignored (SHUN).</summary>
    Shun,
    /// <summary>Users to whom the others do not apply (ELINE).</summary>
    Exempt,
}

/// <summary>One ban by staff.</summary>
/// <param name="Kind">What it applies to.</param>
/// <param name="Mask">Its pattern: <c>user@host</c>, an address or network, a glob over the name as it compares (rooms without <c>#</c>).</param>
/// <param name="Reason">For the banned.</param>
/// <param name="Setter">Who set it: nick, or a server's name.</param>
/// <param name="Set">When.</param>
/// <param name="Expires">When it ends; null: never.</param>
/// <param name="Comment">For staff only; null: none.</param>
/// <param name="By">The id of who set it; none: a server.</param>
public sealed record OperBan(OperBanKind Kind, string Mask, string Reason, string Setter, Instant Set, Instant? Expires, string? Comment, Uid By = default)
{
    /// <summary>The mask of a kind that is about <c>user@host</c>; null for the others.</summary>
    public UserMask? Users { get; } = Kind is OperBanKind.User or OperBanKind.Shun or OperBanKind.Exempt && UserMask.TryParse(Mask, out var users) ? users : null;

    /// <summary>The network of a kind that is about addresses; null for the others.</summary>
    public IPNetwork? Network { get; } = Kind == OperBanKind.Address && Networks.TryParse(Mask, out var network) ? network : null;

    /// <summary>The glob of a kind that is about names; null for the others.</summary>
    public TextGlob? Glob { get; } = Kind is OperBanKind.RealName or OperBanKind.Nick or OperBanKind.Room && TextGlob.TryParse(Mask, out var glob) ? glob : null;

    public bool Holds(Instant now) => Expires is not { } expires || expires > now;

    /// <summary>Whether it is about this person (reservations of names are not).</summary>
    public bool Hits(in BanSubject who) => Kind switch
    {
        OperBanKind.Address => Network is { } network && who.Address is { } address && network.Contains(address),
        OperBanKind.RealName => Glob?.Matches(who.RealName) == true,
        _ => Users?.Matches(who) == true,
    };
}
