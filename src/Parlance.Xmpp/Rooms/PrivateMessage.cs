using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Users;
using Parlance.Engine.Words;
using Parlance.Xmpp.Messages;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Rooms;

/// <summary>A message to somebody in a room, by their nick there (XEP-0045 §7.5). On IRC it is as any other between two.</summary>
public sealed class PrivateMessage : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Message, Place.Occupant) { Source = "XEP-0045", Help = "Says something to one who is in a room." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (stanza.Type.SequenceEqual("error"u8)) return;
        if (stanza.Type.SequenceEqual("groupchat"u8)) client.Refuse(stanza, StanzaError.BadRequest);
        else if (client.Dialect.RoomAt(stanza.To!) is not { } room || !client.IsIn(room)) client.Refuse(stanza, StanzaError.NotAcceptable);
        else if (!client.Node.State.Users.TryNick(client.Node.Names.Fold(stanza.To!.Resource!), out var user) || user.In(room) is null) client.Refuse(stanza, StanzaError.ItemNotFound);
        else Say(client, stanza, room.Folded, user);
    }

    private static void Say(XmppSession client, in Stanza stanza, string room, User user)
    {
        var node = client.Node;
        var words = ChatWords.Read(client, stanza, node.AddressOf(user)) with { Through = room, ToResource = null };
        if (node.BarDirect(client, user, node.AccountOf(user), words.Kind, words.Text.Span, out var reason, client.Jid!.Resource) is not DirectBar.None and var bar)
        {
            if (words.Kind != MessageKind.Tags) client.Refuse(stanza, bar == DirectBar.Spam ? StanzaError.PolicyViolation : bar == DirectBar.Unheard ? StanzaError.ServiceUnavailable : StanzaError.Forbidden, reason.Length > 0 ? reason : null);
        }
        else if (node.IsStorageDown && words.Kind != MessageKind.Tags) client.Refuse(stanza, new Refusal(RefusalCode.StorageDown, node.StorageTrouble));
        else node.Say(client, null, user, null, words);
    }

    /// <summary>Under which address a session in the room hears it; null: it was not sent through a room, or the session is not in it.</summary>
    internal static string? SenderFor(XmppSession to, MessageSent message, User by) =>
        message.Through is { } name && to.Node.State.Rooms.TryGet(name, out var room) && to.IsIn(room) && by.In(room) is not null ? $"{to.Dialect.Addresses.Of(room).Bare}/{by.Nick}" : null;
}
