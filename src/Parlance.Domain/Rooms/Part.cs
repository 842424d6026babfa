namespace Parlance.Domain.Rooms;

/// <summary>Leaves a room. RFC 2812 §3.2.2.</summary>
public sealed record Part(string? Reason) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by) =>
        by.Member is null ? RefusalCode.NotInRoom : new MemberParted(by.User.Uid, Reason is null ? null : Limits.Cut(Reason, by.Now.Limits.KickLength));
}

[EventName("channel.part")]
public sealed record MemberParted(Uid User, [property: Personal] string? Reason) : RoomEvent
{
    public override Uid About => User;
    public override bool SaidBefore => true;
    public override Register Merges => Register.ObservedRemove;

    public override bool IsSelective(Room room) => room.Has(RoomMode.Auditorium);

    public override bool IsHeardBy(Room room, Member listener) =>
        listener.User.Uid == User || listener.Rank >= Rank.Operator || room.MemberOf(User)?.Rank >= Rank.Voice;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        if (room.MemberOf(User) is { } member) room.Release(member, at.Stamp);
    }
}
