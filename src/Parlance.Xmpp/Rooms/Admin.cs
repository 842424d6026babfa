using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>Lists of affiliations and roles, for those who may change them (XEP-0045 §9).</summary>
public sealed class AdminLists : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get(Muc.AdminName, "query", Place.Room) with { Feature = "", Source = "XEP-0045", Help = "Shows who has an affiliation or a role in a room." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var item = stanza.Payload.Child("item"u8, Muc.Admin);
        if (client.Dialect.RoomAt(stanza.To!) is not { } room) client.Refuse(stanza, StanzaError.ItemNotFound);
        else if (!MaySee(client, room)) client.Refuse(stanza, StanzaError.Forbidden);
        else if (item["affiliation"u8] is { IsEmpty: false } affiliation) Affiliated(client, stanza, room, affiliation);
        else if (item["role"u8] is { IsEmpty: false } role) WithRole(client, stanza, room, role);
        else client.Refuse(stanza, StanzaError.BadRequest);
    }

    private static bool MaySee(XmppSession client, Room room) =>
        room.AccessOf(client.User!.AccountFolded) >= Access.Operator || client.User.In(room)?.Rank >= Rank.Operator || room.Has(RoomMode.InviteOnly) && client.User.In(room) is not null;

    private static void Affiliated(XmppSession client, in Stanza stanza, Room room, ReadOnlySpan<byte> affiliation)
    {
        if (!affiliation.SequenceEqual(Standing.Outcast) && Standing.AccessOf(affiliation) is null or Access.None)
        {
            client.Refuse(stanza, StanzaError.BadRequest);
            return;
        }

        var pen = client.StartResult(stanza).Open("query"u8, Muc.Admin);
        foreach (var (account, entry) in room.Access)
            if (Standing.AffiliationOf(entry.Level).SequenceEqual(affiliation)) Item(client, pen, room, account, affiliation);
        if (affiliation.SequenceEqual(Standing.Outcast))
            foreach (var ban in room.Bans)
                if (Outcast.AccountOf(ban) is { } account) Item(client, pen, room, account, affiliation);
        client.End(pen.Close());
    }

    private static void Item(XmppSession client, XmlPen pen, Room room, string account, ReadOnlySpan<byte> affiliation)
    {
        pen.Open("item"u8).Attribute("affiliation"u8, affiliation).Attribute("jid"u8, Jid.Of(account, client.Dialect.Domain.Domain).Bare);
        if (client.Node.State.Users.TryAccount(account, out var user) && user.In(room) is { } member) pen.Attribute("nick"u8, user.Nick).Attribute("role"u8, Standing.RoleOf(room, member));
        pen.Close();
    }

    private static void WithRole(XmppSession client, in Stanza stanza, Room room, ReadOnlySpan<byte> role)
    {
        var pen = client.StartResult(stanza).Open("query"u8, Muc.Admin);
        foreach (var member in room.Members)
            if (Standing.RoleOf(room, member).SequenceEqual(role))
                pen.Open("item"u8).Attribute("affiliation"u8, Standing.AffiliationOf(room, member.User)).Attribute("jid"u8, Availability.AddressOf(client.Dialect, member.User, room))
                    .Attribute("nick"u8, member.User.Nick).Attribute("role"u8, role).Close();
        client.End(pen.Close());
    }
}

/// <summary>Changes affiliations and roles: access, ranks, kicks and bans (XEP-0045 §8 and §9).</summary>
public sealed class AdminChanges : IStanza
{
    /// <summary>Changes of one request.</summary>
    public const int ItemsMax = 100;

    public static StanzaCard Card { get; } = StanzaCard.Set(Muc.AdminName, "query", Place.Room) with { Cost = 1, Feature = "", Source = "XEP-0045", Help = "Gives or takes affiliations and roles in a room; kicks and bans." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Dialect.RoomAt(stanza.To!) is not { } room)
        {
            client.Refuse(stanza, StanzaError.ItemNotFound);
            return;
        }

        var items = 0;
        foreach (var item in stanza.Payload.Children)
        {
            if (!item.Is("item"u8, Muc.Admin)) continue;
            var error = ++items > ItemsMax ? StanzaError.PolicyViolation : Change(client, room, item);
            if (error is null) continue;
            client.Refuse(stanza, error);
            return;
        }

        if (items == 0) client.Refuse(stanza, StanzaError.BadRequest);
        else client.Result(stanza);
    }

    private static StanzaError? Change(XmppSession client, Room room, in Element item)
    {
        var reason = item.Child("reason"u8, Muc.Admin);
        var why = reason.IsNone ? null : reason.TextString;
        if (item["affiliation"u8] is { IsEmpty: false } affiliation) return AffiliationChange.Make(client, room, item, affiliation, why);
        return item["role"u8] is { IsEmpty: false } role ? RoleChange.Make(client, room, item.Get("nick"u8), role, why) : StanzaError.BadRequest;
    }
}
