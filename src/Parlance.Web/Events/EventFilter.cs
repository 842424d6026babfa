using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Log;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Events;

/// <summary>Which events are asked for, as the query of a call says; nicks and rooms' names are looked up among those who are here.</summary>
public static class EventFilter
{
    public static readonly Parameter[] Parameters =
    [
        new("type", ParameterKind.Text, "A kind such as channel.topic, or channel.* for all that start so; several with commas."),
        new("target", ParameterKind.Text, "What it is about, exactly: a room's name without #, a nick, a kind of ban."),
        new("actor", ParameterKind.Text, "Who did it: a user's id, or the nick of somebody who is here."),
        new("room", ParameterKind.Text, "A room's id, or the name of one that exists now; unlike target it follows renames."),
    ];

    public static async Task<EventQuery> Of(Call call, WebParts parts)
    {
        var kinds = call.Texts("type", EventQuery.KindsMax);
        foreach (var kind in kinds)
            if (kind.Length > EventKinds.NameMax || kind.AsSpan().ContainsAnyExcept(Letters)) throw Problem.BadParameter("type", "is a kind of event such as channel.topic or channel.*");
        var (actor, room) = (call.Text("actor"), call.Text("room"));
        Uid uid = default;
        EventId instance = default;
        var unknown = actor is not null && !Uid.TryParse(actor, out uid) ? "actor" : room is not null && !EventId.TryParse(room, out instance) ? "room" : null;
        if (unknown is not null) (uid, instance) = await parts.Ask(node => (UidOf(node, actor, uid), InstanceOf(node, room, instance)), call.Stop);
        if (actor is not null && uid.IsNone) throw Problem.BadParameter("actor", "is a user's id, or the nick of somebody who is here");
        if (room is not null && instance.IsNone) throw Problem.BadParameter("room", "is a room's id, or the name of a room that exists now; older ones are found by target");
        return new() { Kinds = kinds, Target = call.Text("target"), Actor = actor is null ? null : uid, Room = room is null ? null : instance };
    }

    /// <summary>The same for rows that come one by one.</summary>
    public static bool Fits(EventQuery query, EventRow row) =>
        (query.Target is null || row.Target == query.Target)
        && (query.Actor is not { } actor || row.Actor == actor.ToString())
        && (query.Room is not { } room || row.Room == room.ToString())
        && (query.Kinds.Count == 0 || query.Kinds.Any(kind => kind.EndsWith('*') ? row.Kind.AsSpan().StartsWith(kind.AsSpan(0, kind.Length - 1)) : row.Kind == kind));

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-*");

    private static Uid UidOf(Node node, string? nick, Uid known) =>
        known.IsNone && nick is not null && node.State.Users.TryNick(node.Names.Fold(nick), out var user) ? user.Uid : known;

    private static EventId InstanceOf(Node node, string? name, EventId known) =>
        known.IsNone && name is not null && Find.Room(node, name) is { } room ? room.Instance : known;
}

/// <summary>Looks things up by what people call them.</summary>
internal static class Find
{
    /// <summary>A room by its name, with or without <c>#</c>, or its id.</summary>
    public static Room? Room(Node node, string name) =>
        node.State.Rooms.TryGet(node.Names.FoldRoom(name.StartsWith('#') ? name[1..] : name), out var room) || (EventId.TryParse(name, out var id) && node.State.Rooms.TryGet(id, out room)) ? room : null;

    /// <summary>A user by id or nick.</summary>
    public static Domain.Users.User? User(Node node, string name) =>
        (Uid.TryParse(name, out var uid) && node.State.Users.TryGet(uid, out var user)) || node.State.Users.TryNick(node.Names.Fold(name), out user) ? user : null;
}
