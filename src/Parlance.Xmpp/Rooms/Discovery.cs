using System.Globalization;
using Parlance.Domain.Rooms;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>What the service of rooms is, and what a room is (XEP-0030, XEP-0045 §6.1, §6.4).</summary>
public sealed class RoomDiscovery : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get("http://jabber.org/protocol/disco#info", "query", Place.RoomService | Place.Room) with { Source = "XEP-0030", Version = "2.5.0", Help = "Tells what a room or the service of rooms is and can." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (!stanza.Payload["node"u8].IsEmpty) client.Refuse(stanza, StanzaError.ItemNotFound);
        else if (stanza.Place == Place.RoomService) client.End(Of(client, client.StartResult(stanza)).Close());
        else if (client.Dialect.RoomAt(stanza.To!) is not { } room || !RoomSight.MaySee(client, room)) client.Refuse(stanza, StanzaError.ItemNotFound);
        else client.End(Of(client, client.StartResult(stanza), room).Close());
    }

    private static XmlPen Of(XmppSession client, XmlPen pen)
    {
        Begin(pen, $"Rooms of {client.Node.Settings.Server.Network}");
        Features(client, pen, Place.RoomService);
        Feature(pen, "http://jabber.org/protocol/rsm");
        return pen;
    }

    private static XmlPen Of(XmppSession client, XmlPen pen, Room room)
    {
        Begin(pen, room.Setting(RoomSetting.Title) ?? $"#{room.Name}");
        Features(client, pen, Place.Room);
        foreach (var feature in new[] { "urn:xmpp:sid:0", "urn:xmpp:occupant-id:0", "urn:xmpp:message-retract:1", "http://jabber.org/protocol/muc#stable_id", "http://jabber.org/protocol/muc#self-ping-optimization" }) Feature(pen, feature);
        Feature(pen, room.Has(RoomMode.Registered) ? "muc_persistent" : "muc_temporary");
        Feature(pen, room.Has(RoomMode.InviteOnly) ? "muc_membersonly" : "muc_open");
        Feature(pen, room.Has(RoomMode.Moderated) ? "muc_moderated" : "muc_unmoderated");
        Feature(pen, room.Modes.Key is null ? "muc_unsecured" : "muc_passwordprotected");
        Feature(pen, room.Has(RoomMode.Secret) || room.Has(RoomMode.Private) ? "muc_hidden" : "muc_public");
        Feature(pen, room.HidesAddresses() ? "muc_semianonymous" : "muc_nonanonymous");
        pen.Open("x"u8, Muc.Form).Attribute("type"u8, "result"u8);
        Field(pen, "FORM_TYPE", "http://jabber.org/protocol/muc#roominfo");
        Field(pen, "muc#roominfo_description", room.Setting(RoomSetting.Description) ?? "");
        Field(pen, "muc#roominfo_subject", room.Topic.Text ?? "");
        Field(pen, "muc#roominfo_occupants", room.Count.ToString(CultureInfo.InvariantCulture));
        Field(pen, "muc#roominfo_changesubject", room.Has(RoomMode.TopicLocked) ? "0" : "1");
        if (room.Setting(RoomSetting.Language) is { } language) Field(pen, "muc#roominfo_lang", language);
        return pen.Close();
    }

    private static void Begin(XmlPen pen, string name) =>
        pen.Open("query"u8, "http://jabber.org/protocol/disco#info"u8).Open("identity"u8).Attribute("category"u8, "conference"u8).Attribute("type"u8, "text"u8).Attribute("name"u8, name).Close();

    private static void Features(XmppSession client, XmlPen pen, Place place)
    {
        Feature(pen, Muc.Name);
        foreach (var feature in client.Dialect.Stanzas.All.Where(e => e.Card.At.HasFlag(place) && e.Card.Feature.Length > 0 && e.Card.Feature != Muc.Name).Select(e => e.Card.Feature).Distinct()) Feature(pen, feature);
    }

    private static void Feature(XmlPen pen, string feature) => pen.Open("feature"u8).Attribute("var"u8, feature).Close();

    private static void Field(XmlPen pen, string name, string value) => pen.Open("field"u8).Attribute("var"u8, name).Element("value"u8, value).Close();
}

/// <summary>The rooms there are, and who is in one (XEP-0045 §6.3, §6.5), a page at a time (XEP-0059).</summary>
public sealed class RoomItems : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get("http://jabber.org/protocol/disco#items", "query", Place.RoomService | Place.Room) with { Cost = 1, Source = "XEP-0030", Version = "2.5.0", Help = "Lists rooms, or who is in one." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (stanza.Place == Place.RoomService) Rooms(client, stanza);
        else if (client.Dialect.RoomAt(stanza.To!) is not { } room || !RoomSight.MaySee(client, room)) client.Refuse(stanza, StanzaError.ItemNotFound);
        else People(client, stanza, room);
    }

    private static void Rooms(XmppSession client, in Stanza stanza)
    {
        var page = ItemPage.Read(stanza.Payload);
        foreach (var room in client.Node.State.Rooms)
            if (RoomSight.IsListed(client, room)) page.Take(room.Folded);
        var pen = client.StartResult(stanza).Open("query"u8, "http://jabber.org/protocol/disco#items"u8);
        foreach (var name in page.Names)
            if (client.Node.State.Rooms.TryGet(name, out var room)) pen.Open("item"u8).Attribute("jid"u8, client.Dialect.Addresses.Of(room).Bare).Attribute("name"u8, room.Setting(RoomSetting.Title) ?? $"#{room.Name}").Close();
        page.Write(pen);
        client.End(pen.Close());
    }

    private static void People(XmppSession client, in Stanza stanza, Room room)
    {
        var page = ItemPage.Read(stanza.Payload);
        var isInside = client.User!.In(room) is not null;
        if (isInside || !room.Has(RoomMode.Auditorium))
            foreach (var member in room.Members) page.Take(member.User.NickFolded);
        var pen = client.StartResult(stanza).Open("query"u8, "http://jabber.org/protocol/disco#items"u8);
        foreach (var nick in page.Names)
            if (client.Node.State.Users.TryNick(nick, out var user)) pen.Open("item"u8).Attribute("jid"u8, $"{client.Dialect.Addresses.Of(room).Bare}/{user.Nick}").Close();
        page.Write(pen);
        client.End(pen.Close());
    }
}

internal static class RoomSight
{
    /// <summary>Whether a client may know that a room is there.</summary>
    public static bool MaySee(XmppSession client, Room room)
    {
        var user = client.User!;
        if (!room.Has(RoomMode.Secret) && !room.Has(RoomMode.Private)) return true;
        return user.In(room) is not null || room.AccessOf(user.AccountFolded) > Access.None || (room.Invitations.TryGetValue(user.Uid, out var open) && open.Expires > client.Node.Now.Wall);
    }

    /// <summary>Whether it is in the list for the client: one that only waits for its lease to end is not.</summary>
    public static bool IsListed(XmppSession client, Room room) =>
        (!room.IsEmpty || room.Has(RoomMode.Registered) || room.Has(RoomMode.Permanent)) && (client.User!.In(room) is not null || (!room.Has(RoomMode.Secret) && !room.Has(RoomMode.Private)));
}
