using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>The subject changes: a message with a subject and no body, from who changed it (XEP-0045 §8.1).</summary>
public sealed class TopicSetVoice : IXmppVoice<TopicSet>
{
    public static void Say(TopicSet happened, in Utterance what, XmlPen pen)
    {
        if (what.Room is not { } room || what.Dialect() is not { } dialect) return;
        Subject.Write(pen, dialect, room, happened.Text, happened.Setter, what.At.Id.ToString());
        pen.End();
    }
}

internal static class Subject
{
    /// <summary>The subject as it stands, to who comes in: the last thing before live messages, even if there is none (XEP-0045 §7.2.15).</summary>
    public static void Show(XmppSession client, Room room)
    {
        var (pen, topic) = (client.Dialect.Pen, room.Topic);
        Write(pen, client.Dialect, room, topic.Text ?? "", topic.IsSet ? topic.Setter : "", null);
        if (topic.IsSet) GroupMessage.Delay(pen, client.Dialect.Addresses.Of(room).Bare, topic.At.Wall);
        client.End(pen);
    }

    public static void Write(XmlPen pen, XmppDialect dialect, Room room, string text, string setter, string? id)
    {
        var address = dialect.Addresses.Of(room).Bare;
        var nick = setter.Split('!')[0];
        pen.Open("message"u8).Attribute("from"u8, nick.Length > 0 ? $"{address}/{nick}" : address).AttributeIf("id"u8, id).Attribute("type"u8, "groupchat"u8).Element("subject"u8, text);
    }
}
