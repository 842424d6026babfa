using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>A message to a room that is no chat: an invitation through the room, or one declined (XEP-0045 §7.8.2).</summary>
public sealed class Invitations : IStanza
{
    /// <summary>Invitations of one message.</summary>
    public const int PeopleMax = 10;

    public static StanzaCard Card { get; } = new(StanzaKind.Message, Place.Room) { Cost = 2, Source = "XEP-0045", Help = "Invites people to a room, or declines." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var muc = stanza.Element.Child("x"u8, Muc.User);
        if (client.Dialect.RoomAt(stanza.To!) is not { } room) client.Refuse(stanza, StanzaError.ItemNotFound);
        else if (muc.Child("decline"u8, Muc.User) is { IsNone: false } decline) Decline(client, room, decline);
        else if (!client.IsIn(room)) client.Refuse(stanza, StanzaError.NotAcceptable);
        else if (muc.Child("invite"u8, Muc.User).IsNone) client.Refuse(stanza, StanzaError.BadRequest);
        else
        {
            var people = 0;
            foreach (var child in muc.Children)
                if (child.Is("invite"u8, Muc.User) && people++ < PeopleMax) Invite(client, stanza, room, child);
        }
    }

    private static void Invite(XmppSession client, in Stanza stanza, Room room, in Element invite)
    {
        var reason = invite.Child("reason"u8, Muc.User);
        if (client.Dialect.Jids.Read(invite["to"u8]) is not { } to) client.Refuse(stanza, StanzaError.JidMalformed);
        else if (UserAt(client.Dialect, to) is not { } user) client.Refuse(stanza, client.Dialect.AccountAt(to) is null ? StanzaError.ItemNotFound : StanzaError.RecipientUnavailable);
        else if (client.Node.Ask(client, room, new Invite(user.Uid, user.Nick) { Reason = reason.IsNone ? null : reason.TextString }) is { } refusal) client.Refuse(stanza, refusal);
    }

    /// <summary>Who an address is: by account or guest, or somebody in a room.</summary>
    private static User? UserAt(XmppDialect dialect, Jid address)
    {
        if (address.Domain != dialect.RoomsDomain.Domain) return dialect.UserAt(address);
        return address.Resource is { } nick && dialect.Node.State.Users.TryNick(dialect.Node.Names.Fold(nick), out var user) && dialect.RoomAt(address) is { } room && user.In(room) is not null ? user : null;
    }

    private static void Decline(XmppSession client, Room room, in Element decline)
    {
        if (client.Dialect.Jids.Read(decline["to"u8]) is not { } to || UserAt(client.Dialect, to) is not { } inviter) return;
        if (!room.Invitations.TryGetValue(client.User!.Uid, out var open) || open.By != inviter.Uid) return;
        var reason = decline.Child("reason"u8, Muc.User);
        foreach (var connection in client.Node.ConnectionsOf(inviter))
        {
            if (connection.Session is not XmppSession session) continue;
            var pen = Begin(client.Dialect, room).Open("decline"u8).Attribute("from"u8, client.Dialect.AddressOf(client.User).Bare);
            if (!reason.IsNone) pen.Element("reason"u8, reason.Text);
            session.End(pen.Close().Close());
        }
    }

    /// <summary>Tells the invited, whatever protocol the inviter speaks.</summary>
    internal static void Say(XmppDialect dialect, MemberInvited invited, in Utterance what)
    {
        if (what.About is not { } guest || what.Room is not { } room) return;
        foreach (var connection in what.Node.ConnectionsOf(guest))
        {
            if (connection.Session is not XmppSession session) continue;
            var pen = Begin(dialect, room).Open("invite"u8).Attribute("from"u8, what.By is { } by ? dialect.AddressOf(by).Bare : dialect.Addresses.Of(room).Bare);
            if (invited.Reason is { } reason) pen.Element("reason"u8, reason);
            pen.Close();
            if (room.Modes.Key is { } key) pen.Element("password"u8, key);
            session.End(pen.Close());
        }
    }

    private static XmlPen Begin(XmppDialect dialect, Room room) =>
        dialect.Pen.Open("message"u8).Attribute("from"u8, dialect.Addresses.Of(room).Bare).Open("x"u8, Muc.User);
}
