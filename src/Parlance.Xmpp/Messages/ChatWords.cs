using System.Text;
using Parlance.Domain.Messages;
using Parlance.Engine.Words;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Messages;

/// <summary>What a message stanza says, in the words of everybody: its text, what IRC calls client tags, and the rest as it stands.</summary>
public static class ChatWords
{
    private const string Me = "/me ";

    /// <summary>Reads a message of a client. Ids that only the server gives are dropped (XEP-0359 §5).</summary>
    /// <param name="client">Whose it is.</param>
    /// <param name="stanza">The message.</param>
    /// <param name="other">The bare address of the other one, to find what it refers to.</param>
    public static Spoken Read(XmppSession client, in Stanza stanza, string other)
    {
        var style = StyleOf(stanza.Type);
        var body = stanza.Element.Child("body"u8, "jabber:client"u8);
        var text = body.IsNone ? [] : TextOf(body.Text);
        var hints = Hints.None;
        var pen = client.Dialect.Pen;
        var hasBody = false;
        foreach (var child in stanza.Element.Children)
        {
            var isBody = child.Is("body"u8, "jabber:client"u8);
            if (isBody && !hasBody)
            {
                hasBody = true;
                continue;
            }

            if (IsForged(client, child)) continue;
            var hint = HintOf(child);
            hints |= hint;
            if ((hint & Hints.NoCopy) == 0) pen.Copy(child);
        }

        if ((hints & Hints.NoCopy) != 0) pen.Raw(NoCopy);
        ReadOnlyMemory<byte> elements = pen.Written.ToArray();
        pen.Forget();
        var tags = ClientTagWords.Of(client, stanza.Element, other, hasText: text.Length > 0);
        return new(text.Length == 0 ? MessageKind.Tags : style == MessageStyle.Headline ? MessageKind.Notice : MessageKind.Say, text, tags)
        {
            Elements = elements, Style = style, OriginId = stanza.Element.Get("id"u8), FromResource = client.Jid!.Resource,
            IsFleeting = style == MessageStyle.Headline || (hints & Hints.NoStore) != 0,
            IsLasting = (hints & Hints.Store) != 0,
        };
    }

    /// <summary>How elements say that a message is for one client alone; written in this one way whatever the sender wrote.</summary>
    internal static ReadOnlySpan<byte> NoCopy => "<no-copy xmlns='urn:xmpp:hints'/>"u8;

    /// <summary>The body in XMPP's words: an action begins with <c>/me</c>, colours are gone. Null: there is none, or it is not for people.</summary>
    public static byte[]? BodyOf(MessageSent message)
    {
        var text = message.Text.Span;
        if (message.Kind == MessageKind.Tags || text.IsEmpty || Speak.IsCtcp(text)) return null;
        if (Speak.IsAction(text))
        {
            text = text.Length > "\u0001ACTION "u8.Length ? text["\u0001ACTION "u8.Length..].TrimEnd((byte)1) : default;
            return [.. "/me "u8, .. Plain(message, text)];
        }

        return Plain(message, text);
    }

    /// <summary>Only what was written where there are colours can have any.</summary>
    private static byte[] Plain(MessageSent message, ReadOnlySpan<byte> text)
    {
        if (message.Elements is not null || !Formatting.IsIn(text)) return text.ToArray();
        var plain = new byte[text.Length];
        return plain[..Formatting.Strip(text, plain)];
    }

    internal static byte[] TextOf(ReadOnlySpan<byte> body)
    {
        var isAction = body.StartsWith("/me "u8) && body.IndexOf((byte)'\n') < 0 && body.Length > Me.Length;
        return isAction ? [.. "\u0001ACTION "u8, .. body[Me.Length..], 1] : body.ToArray();
    }

    private static MessageStyle StyleOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("chat"u8) ? MessageStyle.Chat : type.SequenceEqual("headline"u8) ? MessageStyle.Headline : MessageStyle.Normal;

    /// <summary>A <c>stanza-id</c> in the name of somebody here.</summary>
    private static bool IsForged(XmppSession client, in Element child)
    {
        if (!child.Is("stanza-id"u8, "urn:xmpp:sid:0"u8)) return false;
        return !child.TryGet("by"u8, out var by) || client.Dialect.Jids.Read(by) is not { } address || client.Dialect.IsOurs(address);
    }

    /// <summary>What the sender wants done with a message (XEP-0334, XEP-0280 §9), and what is kept though it has no text.</summary>
    private static Hints HintOf(in Element child)
    {
        var name = child.Name;
        var ns = child.Namespace;
        if (ns.SequenceEqual("urn:xmpp:hints"u8))
        {
            return name switch
            {
                _ when name.SequenceEqual("no-store"u8) || name.SequenceEqual("no-permanent-store"u8) => Hints.NoStore,
                _ when name.SequenceEqual("no-copy"u8) => Hints.NoCopy,
                _ when name.SequenceEqual("store"u8) => Hints.Store,
                _ => Hints.None,
            };
        }

        if (child.Is("private"u8, "urn:xmpp:carbons:2"u8)) return Hints.NoCopy;
        var lasts = ns.SequenceEqual("urn:xmpp:receipts"u8) && name.SequenceEqual("received"u8)
            || (ns.SequenceEqual("urn:xmpp:chat-markers:0"u8) && !name.SequenceEqual("markable"u8))
            || ns.SequenceEqual("urn:xmpp:reactions:0"u8) || ns.SequenceEqual("urn:xmpp:message-retract:1"u8);
        return lasts ? Hints.Store : Hints.None;
    }

    [Flags]
    private enum Hints
    {
        None = 0,
        NoStore = 1,
        NoCopy = 2,
        Store = 4,
    }
}
