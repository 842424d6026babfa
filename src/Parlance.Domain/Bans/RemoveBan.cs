using Parlance.Domain.Users;

namespace Parlance.Domain.Bans;

/// <summary>Lifts a ban.</summary>
public sealed record RemoveBan(OperBanKind Kind, string Mask) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (!BanMasks.TryCanonical(Kind, Mask, now.Names, out var mask)) return new Refusal(RefusalCode.BadParameter, Mask);
        return state.Bans.Find(Kind, mask) is { } ban ? new BanRemoved(Kind, ban.Mask, Expired: false) : new Refusal(RefusalCode.NothingToDo, mask);
    }
}

/// <summary>A ban was lifted by staff, or its time is over.</summary>
[EventName("oper.ban.remove")]
public sealed record BanRemoved(OperBanKind Kind, [property: Personal] string Mask, bool Expired) : Event
{
    public override bool Durable => true;
    public override string? Target => Kind.ToString();

    public override void Evolve(NodeState state, in Envelope at) => state.Bans.Remove(Kind, Mask);
}
