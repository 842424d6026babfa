using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Users;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Messages;

/// <summary>A message that was said, on whatever protocol, as a stanza.</summary>
internal static class Forwarding
{
    /// <summary>Whether there is anything in it for XMPP.</summary>
    public static bool HasWords(MessageSent message) => message.Elements is { IsEmpty: false } || !message.ClientTags.IsEmpty || ChatWords.BodyOf(message) is not null;

    /// <summary>Begins the stanza and writes all that is in it.</summary>
    /// <param name="pen">Where.</param>
    /// <param name="dialect">The dialect.</param>
    /// <param name="message">What was said.</param>
    /// <param name="at">Its envelope.</param>
    /// <param name="by">Who said it; null: who is not here any more, and then <paramref name="from"/> is given.</param>
    /// <param name="to">The receiver; null: an account that is not here.</param>
    /// <param name="archive">The bare address of whose archive has it.</param>
    /// <param name="isForwarded">It is in another stanza, and closed.</param>
    /// <param name="from">The sender's address; null: that of <paramref name="by"/>.</param>
    /// <param name="addressee">The receiver's address; null: that of <paramref name="to"/>.</param>
    public static XmlPen Message(XmlPen pen, XmppDialect dialect, MessageSent message, in Envelope at, User? by, User? to, string archive, bool isForwarded = false, string? from = null, string? addressee = null)
    {
        if (isForwarded) pen.Open("message"u8, "jabber:client"u8);
        else pen.Open("message"u8);
        pen.Attribute("to"u8, addressee ?? AddressOf(dialect, message, to)).Attribute("from"u8, from ?? SenderOf(dialect, message, by!));
        if (message.Style != MessageStyle.Normal) pen.Attribute("type"u8, message.Style == MessageStyle.Headline || (message.Style is null && message.Kind == MessageKind.Notice) ? "headline"u8 : "chat"u8);
        pen.Attribute("id"u8, message.OriginId ?? at.Id.ToString());
        if (ChatWords.BodyOf(message) is { } body) pen.Element("body"u8, body);
        if (message.Elements is { } elements)
        {
            if (!elements.IsEmpty) pen.Raw(elements.Span);
        }
        else ClientTagWords.Write(pen, dialect, message);
        if (at.Position > 0) pen.Open("stanza-id"u8, "urn:xmpp:sid:0"u8).Attribute("id"u8, at.Id.ToString()).Attribute("by"u8, archive).Close();
        return isForwarded ? pen.Close() : pen;
    }

    internal static string AddressOf(XmppDialect dialect, MessageSent message, User? to)
    {
        var bare = to is not null ? dialect.AddressOf(to).Bare : message.ToAccount is { } account ? Jid.Of(account, dialect.Domain.Domain).Bare : dialect.GuestAddress(message.To).Bare;
        return message.ToResource is { } resource ? $"{bare}/{resource}" : bare;
    }

    /// <summary>The session it came from; on a protocol without resources the first of that user.</summary>
    private static string SenderOf(XmppDialect dialect, MessageSent message, User by)
    {
        var bare = dialect.AddressOf(by).Bare;
        if (message.FromResource is { } resource) return $"{bare}/{resource}";
        foreach (var session in by.Sessions)
            if (session.Resource is null) return $"{bare}/{XmppDialect.ResourceOf(session)}";
        return bare;
    }
}
