using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>The configuration of a room, for its owners (XEP-0045 §10.1, §10.2). Who asks for it while alone in a new room keeps others out until it is done.</summary>
public sealed class OwnerForm : IStanza
{
    /// <summary>How long a room stays closed that nobody finishes setting up.</summary>
    public static readonly TimeSpan LockedMax = TimeSpan.FromMinutes(5);

    public static StanzaCard Card { get; } = StanzaCard.Get(Muc.OwnerName, "query", Place.Room) with { Feature = "", Source = "XEP-0045", Help = "Shows a room's configuration." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Dialect.RoomAt(stanza.To!) is not { } room) client.Refuse(stanza, StanzaError.ItemNotFound);
        else if (!IsOwner(client, room)) client.Refuse(stanza, StanzaError.Forbidden);
        else
        {
            if (IsNew(client, room)) Lock(client, room);
            var pen = client.StartResult(stanza).Open("query"u8, Muc.Owner);
            ConfigurationForm.Write(pen, room, client.Node);
            client.End(pen.Close());
        }
    }

    public static bool IsOwner(XmppSession client, Room room) =>
        room.AccessOf(client.User!.AccountFolded) == Access.Owner || client.User.In(room)?.Rank == Rank.Founder;

    /// <summary>Nobody but the one who made it was ever in, and nothing was set.</summary>
    private static bool IsNew(XmppSession client, Room room) =>
        room.Count == 1 && client.IsIn(room) && room.RegisteredTo is null && room.Settings.Count == 0 && !room.Topic.IsSet && room.Created + TimeSpan.FromMinutes(1) > client.Node.Now.Wall;

    private static void Lock(XmppSession client, Room room)
    {
        var node = client.Node;
        if (node.Ask(client, room, new ChangeSetting(RoomSetting.Locked, SettingValues.On)) is not null) return;
        node.Timers.At(node.Now.Monotonic + (long)LockedMax.TotalMilliseconds, _ =>
        {
            if (room.IsLocked()) node.Carry(new SettingChanged(RoomSetting.Locked, null), null, room);
        });
    }
}

/// <summary>Configures a room, gives it up, or ends it (XEP-0045 §10.1, §10.2, §10.9).</summary>
public sealed class OwnerChanges : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Set(Muc.OwnerName, "query", Place.Room) with { Cost = 1, Feature = "", Source = "XEP-0045", Help = "Configures a room, or ends it." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var form = stanza.Payload.Child("x"u8, Muc.Form);
        var destroy = stanza.Payload.Child("destroy"u8, Muc.Owner);
        if (client.Dialect.RoomAt(stanza.To!) is not { } room) client.Refuse(stanza, StanzaError.ItemNotFound);
        else if (!OwnerForm.IsOwner(client, room)) client.Refuse(stanza, StanzaError.Forbidden);
        else if (!destroy.IsNone) Destroy(client, stanza, room, destroy);
        else if (form["type"u8].SequenceEqual("cancel"u8)) Cancel(client, stanza, room);
        else if (!form["type"u8].SequenceEqual("submit"u8)) client.Refuse(stanza, StanzaError.BadRequest);
        else if (ConfigurationForm.Apply(client, room, form) is { } refusal) client.Refuse(stanza, AffiliationChange.ErrorOf(client, room, refusal) ?? StanzaError.NotAcceptable, Refusals.TextOf(refusal));
        else
        {
            if (room.IsLocked()) client.Node.Ask(client, room, new ChangeSetting(RoomSetting.Locked, null));
            client.Result(stanza);
        }
    }

    /// <summary>A room that was being set up is given up with it.</summary>
    private static void Cancel(XmppSession client, in Stanza stanza, Room room)
    {
        if (room.IsLocked() && client.Node.Ask(client, room, new CloseRoom("cancelled")) is { } refusal) client.Refuse(stanza, refusal);
        else client.Result(stanza);
    }

    private static void Destroy(XmppSession client, in Stanza stanza, Room room, in Element destroy)
    {
        var reason = destroy.Child("reason"u8, Muc.Owner);
        var alternate = destroy["jid"u8] is { IsEmpty: false } jid && client.Dialect.Jids.Read(jid) is { Local: { } local } to && to.Domain == client.Dialect.RoomsDomain.Domain
            && client.Node.Names.TryRoom(local, client.Node.Limits.RoomLength, out _, out var folded) ? folded : null;
        if (client.Node.Ask(client, room, new CloseRoom(reason.IsNone ? null : reason.TextString, alternate)) is { } refusal) client.Refuse(stanza, refusal);
        else client.Result(stanza);
    }
}
