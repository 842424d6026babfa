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

/// <summary>The kinds of XMPP messages that say something. RFC 6121 §5.2.2.</summary>
public enum MessageStyle
{
    Chat,
    Normal,
    Headline,
}

/// <summary>
/// Something was said, in the room of its envelope or to one user. Its id is the envelope's. Texts are UTF-8, several lines are parted by LF.
/// An event that will not be stored may be the node's own scratch instance: nobody keeps it beyond the call.
/// </summary>
[EventName("message.sent")]
public sealed record MessageSent : Event
{
    public MessageKind Kind { get; set; }

    /// <summary>The receiver of a direct message, when they are here; none in a room.</summary>
    public Uid To { get; set; }

    /// <summary>The receiver's account, here or not, by its name as it compares; null in a room and for guests.</summary>
    public string? ToAccount { get; set; }

    /// <summary>In a room: heard only by this rank and above (STATUSMSG); none: by all.</summary>
    public Rank AtLeast { get; set; }

    /// <summary>Who said it as they were called then, <c>nick!ident@host</c>: history is read when they are long gone. Null when it is not stored.</summary>
    [Personal] public ReadOnlyMemory<byte>? Source { get; set; }

    [Personal] public ReadOnlyMemory<byte> Text { get; set; }

    /// <summary>Client-only tags as they stand on an IRC line, without <c>@</c>: <c>+typing=active;+draft/reply=…</c>.</summary>
    [Personal] public ReadOnlyMemory<byte> ClientTags { get; set; }

    /// <summary>The lines of a multiline message that continue the one before without a break (<c>draft/multiline-concat</c>), by number; null: none.</summary>
    public IReadOnlyList<int>? Joined { get; set; }

    /// <summary>A bridge said it in somebody else's name: the nick it gave (RELAYMSG); null: nobody's but the sender's.</summary>
    [Personal] public string? RelayedAs { get; set; }

    /// <summary>What an XMPP client sent along: child elements as UTF-8 XML with their namespaces, without the body. Null: it came from elsewhere.</summary>
    [Personal] public ReadOnlyMemory<byte>? Elements { get; set; }

    /// <summary>The stanza's kind as RFC 6121 §5.2.2 has it; null: what was said in a room or on IRC.</summary>
    public MessageStyle? Style { get; set; }

    /// <summary>The sender's own id of the stanza, for corrections and receipts; null: none.</summary>
    public string? OriginId { get; set; }

    /// <summary>The XMPP resource it came from; null: none.</summary>
    public string? FromResource { get; set; }

    /// <summary>The XMPP resource it is for; null: for the user.</summary>
    public string? ToResource { get; set; }

    /// <summary>The room that a direct message was sent through, from one in it to another, by its name as it compares (XEP-0045 §7.5); null: none.</summary>
    public string? Through { get; set; }

    public bool IsDirect => !To.IsNone || ToAccount is not null;

    public override bool Durable => true;
    public override Reach Reach => IsDirect ? Reach.User : Reach.Room;
    public override Person Subject(in Envelope at) => Person.By(at);
    public override string? Target => ToAccount ?? (To.IsNone ? null : To.ToString());

    public override void Evolve(NodeState state, in Envelope at) { }
}
