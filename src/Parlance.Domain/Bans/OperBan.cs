using System.Net;
using Parlance.Domain.Masks;

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
}

/// <summary>One ban by staff.</summary>
/// <param name="Kind">What it applies to.</param>
/// <param name="Mask">Its pattern: <c>user@host</c>, an address or network, a glob.</param>
/// <param name="Reason">For the banned.</param>
/// <param name="Setter">Who set it: nick, or a server's name.</param>
/// <param name="Set">When.</param>
/// <param name="Expires">When it ends; null: never.</param>
/// <param name="Comment">For staff only; null: none.</param>
public sealed record OperBan(OperBanKind Kind, string Mask, string Reason, string Setter, Instant Set, Instant? Expires, string? Comment)
{
    /// <summary>The mask as a glob over names or hosts.</summary>
    public Mask? Glob { get; } = Masks.Mask.TryParse(Mask, out var glob) ? glob : null;

    /// <summary>The mask as a network, when it is one.</summary>
    public IPNetwork? Network { get; } =
        IPNetwork.TryParse(Mask, out var network) ? network : IPAddress.TryParse(Mask, out var address) ? new(address, address.GetAddressBytes().Length * 8) : null;
}

[EventName("oper.ban.add")]
public sealed record BanAdded(OperBanKind Kind, [property: Personal] string Mask, string Reason, string Setter, Instant? Expires, string? Comment) : Event
{
    public override bool Durable => true;
    public override string? Target => Kind.ToString();

    public override void Evolve(NodeState state, in Envelope at) => state.Bans.Add(new(Kind, Mask, Reason, Setter, at.Stamp.Wall, Expires, Comment));
}

/// <summary>A ban was lifted by staff, or its time is over.</summary>
[EventName("oper.ban.remove")]
public sealed record BanRemoved(OperBanKind Kind, [property: Personal] string Mask, bool Expired) : Event
{
    public override bool Durable => true;
    public override string? Target => Kind.ToString();

    public override void Evolve(NodeState state, in Envelope at) => state.Bans.Remove(Kind, Mask);
}
