using Parlance.Domain.Messages;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Messages;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>Direct messages as this client hears them: as they are, as a copy, or not at all (RFC 6121 §8.5, XEP-0280).</summary>
public sealed partial class XmppSession
{
    public override void HearDirect(in Utterance what)
    {
        if (Stage != Stage.Bound || User is null) return;
        if (what.Event is MessageRedacted redacted)
        {
            Retraction.Say(this, redacted, what);
            return;
        }

        var message = (MessageSent)what.Event;
        if (!Forwarding.HasWords(message)) return;
        var isMine = message.To == User.Uid;
        if (isMine && Hears(message)) End(Forwarding.Message(Dialect.Pen, Dialect, message, what.At, what.By!, User, Jid!.Bare, from: Rooms.PrivateMessage.SenderFor(this, message, what.By!)));
        else if (HasCarbons && Carbons.AreFor(message))
        {
            var to = Dialect.Node.UserOf(message.To);
            var pen = Dialect.Pen.Open("message"u8).Attribute("from"u8, Jid!.Bare).Attribute("type"u8, message.Style == MessageStyle.Normal ? "normal"u8 : "chat"u8)
                .Open(isMine ? "received"u8 : "sent"u8, "urn:xmpp:carbons:2"u8).Open("forwarded"u8, "urn:xmpp:forward:0"u8);
            Forwarding.Message(pen, Dialect, message, what.At, what.By!, to, Jid.Bare, isForwarded: true);
            End(pen.Close().Close());
        }
    }

    /// <summary>Whether it is this client that gets what is for the account: the resource that is named, or else the most available ones.</summary>
    private bool Hears(MessageSent message)
    {
        if (message.ToResource is { } resource) return resource == Jid!.Resource;
        if (Priority < 0) return false;
        if (message.Style == MessageStyle.Headline) return true;
        foreach (var connection in Node.ConnectionsOf(User!))
            if (connection.Session is XmppSession other && other.Priority > Priority) return false;
        return true;
    }
}
