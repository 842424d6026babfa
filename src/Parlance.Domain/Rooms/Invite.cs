namespace Parlance.Domain.Rooms;

/// <summary>An open invitation: by whom, until when. Void at join.</summary>
public readonly record struct Invitation(Uid By, Instant Expires)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
}

/// <summary>Invites a user. RFC 2812 §3.2.7.</summary>
public sealed record Invite(Uid User, string Nick) : RoomCommand
{
    /// <summary>Why, in the inviter's words; null: not said.</summary>
    public string? Reason { get; init; }

    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.IsIn) return RefusalCode.NotInRoom;
        if (room.MemberOf(User) is not null) return new Refusal(RefusalCode.AlreadyInRoom, Nick);
        if (room.Has(RoomMode.NoInvite) && by.Rank < Rank.Admin) return RefusalCode.RankTooLow;
        if (room.Has(RoomMode.InviteOnly) && !room.Has(RoomMode.FreeInvite) && by.Rank < Rank.HalfOperator) return RefusalCode.RankTooLow;
        if (by.Rank < Rank.Voice && room.Mute(by.User, by.Member)) return RefusalCode.RankTooLow;
        if (room.Invitations.Count >= by.Now.Limits.InvitesMax) return new Refusal(RefusalCode.ListFull, "invitations");

        return new MemberInvited(User, Nick, by.Now.Wall + Invitation.Lifetime) { Reason = string.IsNullOrEmpty(Reason) ? null : Limits.Cut(Reason, by.Now.Limits.KickLength) };
    }
}

/// <summary>The invited user hears it, the inviter gets the confirmation, and members with <c>invite-notify</c> who could have invited hear it too.</summary>
[EventName("channel.invite")]
public sealed record MemberInvited(Uid User, string Nick, Instant Expires) : RoomEvent
{
    /// <summary>Why, in the inviter's words; null: not said.</summary>
    [Personal] public string? Reason { get; init; }

    public override Uid About => User;
    public override Register Merges => Register.RemoveWins;

    public override bool IsSelective(Room room) => true;
    public override bool IsHeardBy(Room room, Member listener) => listener.Rank >= Rank.HalfOperator;

    protected override void Evolve(Room room, NodeState state, in Envelope at)
    {
        if (state.Users.TryGet(User, out _)) room.Invitations[User] = new(at.By.Uid, Expires);
    }
}
