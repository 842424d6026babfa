using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>What a client sends along with a text. What only the room may say (ids of the archive, who somebody is, when it was said) is left out: nobody forges it (XEP-0359 §5).</summary>
internal static class Payloads
{
    public static ReadOnlyMemory<byte> Copy(XmppDialect dialect, in Element message, Jid room)
    {
        var pen = dialect.Pen;
        foreach (var child in message.Children)
            if (!IsRooms(child, dialect, room)) pen.Copy(child);
        var copied = pen.Written.ToArray();
        pen.Forget();
        return copied;
    }

    private static bool IsRooms(in Element child, XmppDialect dialect, Jid room)
    {
        if (child.Is("body"u8, "jabber:client"u8) || child.Is("subject"u8, "jabber:client"u8) || child.Is("occupant-id"u8, Muc.OccupantId)) return true;
        if (child.Namespace.SequenceEqual(Muc.User) || child.Namespace.SequenceEqual(Muc.Delay) || child.Namespace.SequenceEqual("jabber:x:delay"u8)) return true;
        return child.Is("stanza-id"u8, Muc.StanzaId) && dialect.Jids.Read(child["by"u8])?.Bare == room.Bare;
    }
}
