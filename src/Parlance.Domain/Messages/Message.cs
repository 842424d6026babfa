using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Domain.Messages;

public enum MessageKind
{
    /// <summary>PRIVMSG; XMPP <c>chat</c> or <c>groupchat</c> with a body.</summary>
    Say,
    /// <summary>NOTICE: never answered by a machine.</summary>
    Notice,
    /// <summary>TAGMSG: no text, only client tags (typing, reactions).</summary>
    Tags,
}

/// <summary>
/// Something was said, in the room of its envelope or to one user. Its id is the envelope's. Texts are UTF-8, several lines are parted by LF.
/// An event that will not be stored may be the node's own scratch instance: nobody keeps it beyond the call.
/// </summary>
[EventName("message.sent")]
public sealed record MessageSent : Event
{
    public MessageKind Kind { get; set; }

    /// <summary>The receiver of a direct message; none in a room.</summary>
    public Uid To { get; set; }

    /// <summary>In a room: heard only by this rank and above (STATUSMSG); none: by all.</summary>
    public Rank AtLeast { get; set; }

    /// <summary>Who said it as they were called then, <c>nick!ident@host</c>: history is read when they are long gone. Empty when it is not stored.</summary>
    [Personal] public ReadOnlyMemory<byte> Source { get; set; }

    [Personal] public ReadOnlyMemory<byte> Text { get; set; }

    /// <summary>Client-only tags as they stand on an IRC line, without <c>@</c>: <c>+typing=active;+draft/reply=…</c>.</summary>
    [Personal] public ReadOnlyMemory<byte> ClientTags { get; set; }

    /// <summary>The lines of a multiline message that continue the one before without a break (<c>draft/multiline-concat</c>), by number; null: none.</summary>
    public IReadOnlyList<int>? Joined { get; set; }

    /// <summary>A bridge said it in somebody else's name: the nick it gave (RELAYMSG); null: nobody's but the sender's.</summary>
    [Personal] public string? RelayedAs { get; set; }

    public override bool Durable => true;
    public override Reach Reach => To.IsNone ? Reach.Room : Reach.User;
    public override Uid Subject(in Envelope at) => at.By.Uid;
    public override string? Target => To.IsNone ? null : To.ToString();

    public override void Evolve(NodeState state, in Envelope at) { }
}
