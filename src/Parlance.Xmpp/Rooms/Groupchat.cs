using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Engine.Words;
using Parlance.Xmpp.Messages;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>Something said to a room, or its subject changed (XEP-0045 §7.4, §8.1).</summary>
public sealed class Groupchat : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Message, Place.Room, "groupchat") { Source = "XEP-0045", Help = "Says something in a room, or sets its subject." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Dialect.RoomAt(stanza.To!) is not { } room) client.Refuse(stanza, StanzaError.ItemNotFound);
        else if (!client.IsIn(room)) client.Refuse(stanza, StanzaError.NotAcceptable, "You are not in the room", "modify");
        else
        {
            var body = stanza.Element.Child("body"u8, "jabber:client"u8);
            var subject = stanza.Element.Child("subject"u8, "jabber:client"u8);
            if (!subject.IsNone && body.IsNone && stanza.Element.Child("thread"u8, "jabber:client"u8).IsNone) SetSubject(client, stanza, room, subject);
            else if (Retraction.Find(stanza.Element) is { Length: > 0 } retracted) Retraction.Take(client, stanza, room, retracted, null);
            else Say(client, stanza, room, body);
        }
    }

    private static void SetSubject(XmppSession client, in Stanza stanza, Room room, in Element subject)
    {
        var text = subject.TextString.ReplaceLineEndings(" ");
        if (client.Node.Ask(client, room, new SetTopic(text)) is { } refusal) client.Refuse(stanza, refusal);
    }

    private static void Say(XmppSession client, in Stanza stanza, Room room, in Element body)
    {
        var (node, user) = (client.Node, client.User!);
        var member = user.In(room);
        var kind = body.IsNone || body.Text.IsEmpty ? MessageKind.Tags : MessageKind.Say;
        ReadOnlyMemory<byte> text = kind == MessageKind.Tags ? default : ChatWords.TextOf(body.Text);
        if (Speak.Check(room, user, member, kind, text.Span) is { } barred) client.Refuse(stanza, barred.Code == RefusalCode.TextForbidden ? StanzaError.NotAcceptable : StanzaError.Forbidden);
        else if (IsTooLong(node.Settings.Limits, room, text.Span, node.Settings.Rooms.LongTexts)) client.Refuse(stanza, StanzaError.PolicyViolation, "The text is too long for this room");
        else if (node.IsStorageDown && node.StoresMessages && kind != MessageKind.Tags) client.Refuse(stanza, new Refusal(RefusalCode.StorageDown, node.StorageTrouble));
        else
        {
            var atLeast = Speak.IsForModerators(room, member) ? Rank.HalfOperator : Rank.None;
            var origin = stanza.Id.IsEmpty || stanza.Id.Length > OriginIdMax ? null : Encoding.UTF8.GetString(stanza.Id);
            node.Say(client, room, null, null, new(kind, text, ClientTagWords.Of(client, stanza.Element, client.Jid!.Bare, hasText: kind == MessageKind.Say))
            {
                AtLeast = atLeast, Elements = Payloads.Copy(client.Dialect, stanza.Element, client.Dialect.Addresses.Of(room)), OriginId = origin, FromResource = client.Jid!.Resource,
            });
            Markers.Take(client, stanza, room);
        }
    }

    /// <summary>Bytes of a stanza's id that is kept.</summary>
    public const int OriginIdMax = 256;

    /// <summary>ARCHITECTURE §8, "Long texts".</summary>
    private static bool IsTooLong(Engine.LimitSettings limits, Room room, ReadOnlySpan<byte> text, bool usual)
    {
        if (text.Length <= limits.LineLength && text.IndexOf((byte)'\n') < 0) return false;
        var allowed = room.Setting(RoomSetting.LongTexts) is { } chosen ? chosen == SettingValues.On : usual;
        return !allowed && (text.Length > limits.MultilineMaxBytes || 1 + text.Count((byte)'\n') > limits.MultilineMaxLines);
    }
}
