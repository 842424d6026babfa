using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Domain.Messages;

/// <summary>Takes back a message of a room: one's own, or as a moderator that of somebody who stood no higher when it was sent (IRCv3 message-redaction).</summary>
/// <param name="Message">Its id.</param>
/// <param name="Author">Who sent it.</param>
/// <param name="Stood">Their rank at that time.</param>
/// <param name="OwnAllowed">Whether the server lets users take back what they said (<c>history.delete_own</c>).</param>
/// <param name="Reason">For those who see it go; null: none.</param>
public sealed record Redact(EventId Message, Uid Author, Rank Stood, bool OwnAllowed, string? Reason) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.IsIn) return RefusalCode.NotInRoom;
        var isOwn = Author == by.User.Uid && OwnAllowed;
        var isModerator = by.Rank >= Rank.HalfOperator && (Stood <= by.Rank || Author == by.User.Uid);
        if (!isOwn && !isModerator) return new Refusal(RefusalCode.NotYours, Message.ToString());

        return new MessageRedacted(Message, MessageRedacted.Cut(Reason, by.Now.Limits)) { ByModerator = Author != by.User.Uid };
    }
}

/// <summary>Takes back a direct message of one's own.</summary>
/// <inheritdoc cref="Redact"/>
/// <param name="To">The other of the two; none: an account that is not here.</param>
/// <param name="ToAccount">Their account, by its name as it compares; null: a guest.</param>
public sealed record RedactDirect(EventId Message, Uid Author, Uid To, bool OwnAllowed, string? Reason, string? ToAccount = null) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (Author != by.Uid || !OwnAllowed) return new Refusal(RefusalCode.NotYours, Message.ToString());

        return new MessageRedacted(Message, MessageRedacted.Cut(Reason, now.Limits)) { To = To, ToAccount = ToAccount };
    }
}

/// <summary>A message was taken back: histories leave it out from here on.</summary>
[EventName("message.redacted")]
public sealed record MessageRedacted(EventId Message, [property: Personal] string? Reason) : RoomEvent
{
    /// <summary>Somebody else's message was taken back, by virtue of rank.</summary>
    public bool ByModerator { get; init; }

    /// <summary>The receiver of a direct message; none in a room.</summary>
    public Uid To { get; init; }

    /// <summary>The receiver's account, by its name as it compares; null in a room and for guests.</summary>
    public string? ToAccount { get; init; }

    public bool IsDirect => !To.IsNone || ToAccount is not null;

    public override bool Durable => true;
    public override Reach Reach => IsDirect ? Reach.User : Reach.Room;
    public override Uid About => To;
    public override Person Subject(in Envelope at) => Person.By(at);
    public override string? Target => Message.ToString();

    protected override void Evolve(Room room, NodeState state, in Envelope at) { }

    internal static string? Cut(string? reason, Limits limits) => string.IsNullOrEmpty(reason) ? null : Limits.Cut(reason, limits.KickLength);
}
