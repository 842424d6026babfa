using Parlance.Domain.Users;

namespace Parlance.Domain.Bans;

/// <summary>Sets a ban, or sets one again with another reason and end.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Mask">As it was written.</param>
/// <param name="Reason">For the banned.</param>
/// <param name="Lasts">How long; null: for ever.</param>
/// <param name="Comment">For staff; null: none.</param>
/// <param name="Force">Even if it hits very many (<see cref="BanWidth"/>).</param>
public sealed record AddBan(OperBanKind Kind, string Mask, string Reason, TimeSpan? Lasts, string? Comment, bool Force = false) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now) => Decide(by.Nick, state, now);

    /// <param name="setter">The nick, or the server's name when it acts by itself.</param>
    /// <param name="state">The state.</param>
    /// <param name="now">The circumstances.</param>
    public Verdict Decide(string setter, NodeState state, in Circumstances now)
    {
        if (!BanMasks.TryCanonical(Kind, Mask, now.Names, out var mask)) return new Refusal(RefusalCode.BadParameter, Mask);
        var reason = Limits.Cut(Reason, now.Limits.KickLength);
        var comment = string.IsNullOrEmpty(Comment) ? null : Limits.Cut(Comment, now.Limits.KickLength);
        var ban = new OperBan(Kind, mask, reason, setter, now.Wall, Lasts is { } lasts ? now.Wall + lasts : null, comment);
        if (!Force && BanWidth.IsTooWide(ban)) return new Refusal(RefusalCode.TooWide, mask);
        if (state.Bans.Find(Kind, mask) is null && state.Bans.Full(ban) is { } what) return new Refusal(RefusalCode.TooMany, what);

        return new BanAdded(Kind, mask, reason, setter, ban.Expires, comment);
    }
}

[EventName("oper.ban.add")]
public sealed record BanAdded(OperBanKind Kind, [property: Personal] string Mask, string Reason, string Setter, Instant? Expires, string? Comment) : Event
{
    public override bool Durable => true;
    public override string? Target => Kind.ToString();

    /// <summary>A mask that was erased with who set it bans nobody.</summary>
    public override void Evolve(NodeState state, in Envelope at)
    {
        if (Mask.Length > 0) state.Bans.Add(new(Kind, Mask, Reason, Setter, at.Stamp.Wall, Expires, Comment, at.By.Uid));
    }
}
