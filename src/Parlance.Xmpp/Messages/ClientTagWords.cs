using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Messages;

/// <summary>What IRC says in client-only tags and XMPP in elements: typing, reactions, replies, corrections; in both directions.</summary>
public static class ClientTagWords
{
    /// <summary>The tags that a message's elements come to.</summary>
    /// <param name="client">Whose message.</param>
    /// <param name="message">The stanza.</param>
    /// <param name="other">The bare address of the other one.</param>
    /// <param name="hasText">It has a text: then that its author does not type any more says nothing new.</param>
    public static ReadOnlyMemory<byte> Of(XmppSession client, in Element message, string other, bool hasText)
    {
        var tags = new StringBuilder();
        var own = client.Jid!.Bare;
        foreach (var child in message.Children)
        {
            var name = child.Name;
            var ns = child.Namespace;
            if (!hasText && ns.SequenceEqual("http://jabber.org/protocol/chatstates"u8)) tags.Tag("+typing", name.SequenceEqual("composing"u8) ? "active" : name.SequenceEqual("paused"u8) ? "paused" : "done");
            else if (ns.SequenceEqual("urn:xmpp:reactions:0"u8) && name.SequenceEqual("reactions"u8)) React(client, child, own, other, tags);
            else if (ns.SequenceEqual("urn:xmpp:reply:0"u8) && name.SequenceEqual("reply"u8)) Refer(client, "+draft/reply", child["id"u8], own, other, tags);
            else if (ns.SequenceEqual("urn:xmpp:message-correct:0"u8) && name.SequenceEqual("replace"u8)) Refer(client, "+draft/edit", child["id"u8], own, other, tags);
        }

        return tags.Length == 0 ? default : Encoding.UTF8.GetBytes(tags.ToString());
    }

    /// <summary>Writes the elements that tags come to. In a room a message is known by the room's id for it (XEP-0444 §4.1, XEP-0461), but a correction names its author's own.</summary>
    public static void Write(XmlPen pen, XmppDialect dialect, MessageSent message)
    {
        var tags = message.ClientTags.Span;
        if (tags.IsEmpty) return;
        if (message.Kind == MessageKind.Tags && TagText.Find(tags, "+typing"u8) is { } typing)
            pen.Empty(typing switch { "active" => "composing"u8, "paused" => "paused"u8, _ => "active"u8 }, "http://jabber.org/protocol/chatstates"u8).Raw("<no-store xmlns='urn:xmpp:hints'/>"u8);
        var reply = TagText.Find(tags, "+draft/reply"u8) ?? TagText.Find(tags, "+reply"u8);
        var target = message.IsDirect ? Named(dialect, reply) : reply;
        if (target is not null && (TagText.Find(tags, "+draft/react"u8) ?? TagText.Find(tags, "+react"u8)) is { Length: > 0 } reaction)
            pen.Open("reactions"u8, "urn:xmpp:reactions:0"u8).Attribute("id"u8, target).Element("reaction"u8, reaction).Close();
        else if (target is not null && TagText.Find(tags, "+draft/unreact"u8) is not null)
            pen.Open("reactions"u8, "urn:xmpp:reactions:0"u8).Attribute("id"u8, target).Close();
        else if (target is not null && message.Kind != MessageKind.Tags)
            pen.Open("reply"u8, "urn:xmpp:reply:0"u8).Attribute("id"u8, target).Close();
        if (Named(dialect, TagText.Find(tags, "+draft/edit"u8)) is { } edited) pen.Open("replace"u8, "urn:xmpp:message-correct:0"u8).Attribute("id"u8, edited).Close();
    }

    /// <summary>XMPP says all reactions of one to a message, IRC each by itself: the last is the new one; none takes back.</summary>
    private static void React(XmppSession client, in Element reactions, string own, string other, StringBuilder tags)
    {
        string? last = null;
        foreach (var reaction in reactions.Children)
            if (reaction.Name.SequenceEqual("reaction"u8)) last = reaction.TextString;
        var before = tags.Length;
        Refer(client, "+draft/reply", reactions["id"u8], own, other, tags);
        if (tags.Length > before) tags.Tag(last is null ? "+draft/unreact" : "+draft/react", last ?? "*");
    }

    private static void Refer(XmppSession client, string key, ReadOnlySpan<byte> id, string own, string other, StringBuilder tags)
    {
        if (id.IsEmpty || id.Length > StanzaIds.LengthMax) return;
        var message = client.Dialect.StanzaIds.Find(Encoding.UTF8.GetString(id), own, other);
        if (!message.IsNone) tags.Tag(key, message.ToString());
    }

    private static string? Named(XmppDialect dialect, string? id) => id is null ? null : EventId.TryParse(id, out var message) ? dialect.StanzaIds.NameOf(message) : null;
}
