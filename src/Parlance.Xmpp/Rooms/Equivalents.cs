using System.Text;
using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>
/// What IRC's client tags and XMPP's elements both know, in both directions (ARCHITECTURE §3): typing and chat states (XEP-0085), reactions (XEP-0444),
/// replies (XEP-0461), edits and corrections (XEP-0308).
/// </summary>
internal static class Equivalents
{
    /// <summary>Bytes of tags that elements become.</summary>
    public const int TagsMax = 2048;

    private static ReadOnlySpan<byte> ChatStates => "http://jabber.org/protocol/chatstates"u8;
    private static ReadOnlySpan<byte> Reactions => "urn:xmpp:reactions:0"u8;
    private static ReadOnlySpan<byte> Replies => "urn:xmpp:reply:0"u8;
    private static ReadOnlySpan<byte> Corrections => "urn:xmpp:message-correct:0"u8;

    /// <summary>Whether tags without a text come to something on XMPP.</summary>
    public static bool HasWords(ReadOnlySpan<byte> tags) => !Tags.Find(tags, "typing"u8).IsEmpty || !Tags.Find(tags, "react"u8).IsEmpty || !Tags.Find(tags, "unreact"u8).IsEmpty;

    /// <summary>The elements that tags stand for.</summary>
    public static void Write(XmlPen pen, XmppDialect dialect, Room room, ReadOnlySpan<byte> tags)
    {
        if (tags.IsEmpty) return;
        var typing = Tags.Find(tags, "typing"u8);
        if (!typing.IsEmpty) pen.Empty(typing.SequenceEqual("active"u8) ? "composing"u8 : typing.SequenceEqual("paused"u8) ? "paused"u8 : "active"u8, ChatStates);
        var reply = Tags.Find(tags, "reply"u8);
        var react = Tags.Find(tags, "react"u8);
        if (!reply.IsEmpty && (!react.IsEmpty || !Tags.Find(tags, "unreact"u8).IsEmpty))
        {
            pen.Open("reactions"u8, Reactions).Attribute("id"u8, reply);
            if (!react.IsEmpty) pen.Element("reaction"u8, Tags.Unescape(react));
            pen.Close();
        }
        else if (!reply.IsEmpty) pen.Open("reply"u8, Replies).Attribute("id"u8, reply).Close();

        var edit = Tags.Find(tags, "edit"u8);
        if (EventId.TryParse(Encoding.UTF8.GetString(edit), out var edited)) pen.Open("replace"u8, Corrections).Attribute("id"u8, dialect.Node.Recent.Find(edited)?.OriginId ?? edited.ToString()).Close();
    }

    /// <summary>The tags that a message's elements stand for.</summary>
    /// <param name="message">The stanza.</param>
    /// <param name="dialect">Where it came in.</param>
    /// <param name="room">Where it is said.</param>
    /// <param name="by">Who says it.</param>
    public static byte[] Read(in Element message, XmppDialect dialect, Room room, Uid by)
    {
        var tags = new StringBuilder();
        foreach (var child in message.Children)
        {
            if (child.Namespace.SequenceEqual(ChatStates)) Add(tags, "typing", child.Name.SequenceEqual("composing"u8) ? "active" : child.Name.SequenceEqual("paused"u8) ? "paused" : "done");
            else if (child.Is("reply"u8, Replies)) Add(tags, "draft/reply", child.Get("id"u8));
            else if (child.Is("reactions"u8, Reactions)) React(tags, child);
            else if (child.Is("replace"u8, Corrections) && dialect.Node.Recent.Find(room.Instance, by, child.Get("id"u8) ?? "") is { } replaced) Add(tags, "draft/edit", replaced.Id.ToString());
        }

        var bytes = Encoding.UTF8.GetBytes(tags.ToString());
        return bytes.Length <= TagsMax ? bytes : [];
    }

    private static void React(StringBuilder tags, in Element reactions)
    {
        string? last = null;
        foreach (var reaction in reactions.Children)
            if (reaction.Is("reaction"u8, Reactions)) last = reaction.TextString;
        Add(tags, "draft/reply", reactions.Get("id"u8));
        if (last is { Length: > 0 }) Add(tags, "draft/react", last);
    }

    private static void Add(StringBuilder tags, string key, string? value)
    {
        if (value is null || value.Length > 256) return;
        if (tags.Length > 0) tags.Append(';');
        tags.Append('+').Append(key).Append('=').Append(Tags.Escape(value));
    }
}
