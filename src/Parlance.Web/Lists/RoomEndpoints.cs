using System.Text.Json;
using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Web.Asking;
using Parlance.Web.Events;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Lists;

/// <summary>Rooms. Their members are <c>/admin/users?room=NAME</c>.</summary>
public sealed class RoomEndpoints(WebParts parts) : IEndpoints
{
    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "GET", Path = "/admin/rooms", Summary = "Rooms, the oldest first, secret ones too.",
            Query = [.. Pages.Parameters, new("name", ParameterKind.Text, "Only those whose name begins so."), new("empty", ParameterKind.Text, "Only those with nobody in, or only the others.") { Words = ["true", "false"] }],
            Returns = "{items: [room], next}; a room has id, name, members, created, topic and modes.", Handle = Page,
        },
        new()
        {
            Method = "GET", Path = "/admin/rooms/{name}", Summary = "One room, by name or id, with its lists of masks.", Returns = "id, name, members, created, topic, modes, lists.",
            Handle = call => Pages.One(parts, call, "There is no such room.", node => Find.Room(node, call.Route("name")) is { } room ? json => Write(json, room, whole: true) : null),
        },
    ];

    private Task<Reply> Page(Call call)
    {
        var name = call.Text("name") is { } text ? text.TrimStart('#') : null;
        bool? empty = call.Word("empty", "", "true", "false") is { Length: > 0 } word ? word == "true" : null;
        EventId? after = call.Text("cursor") is not { } cursor ? null : EventId.TryParse(cursor, out var id) ? id : throw Problem.BadParameter("cursor", "is a cursor of an earlier answer");
        return Pages.Of(parts, call, new Listing<Room, EventId>(
            node => [.. node.State.Rooms],
            room => room.Instance,
            room => (name is null || room.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)) && (empty is null || room.IsEmpty == empty),
            after, Pages.Limit(call), (_, room, json) => Write(json, room, whole: false)));
    }

    private static void Write(Utf8JsonWriter json, Room room, bool whole)
    {
        json.WriteStartObject();
        json.WriteString("id", room.Instance.ToString());
        json.WriteString("name", room.Name);
        json.WriteNumber("members", room.Count);
        json.WriteString("created", room.Created.ToString());
        json.WriteStartObject("topic");
        json.WriteString("text", room.Topic.Text ?? "");
        if (room.Topic.IsSet)
        {
            json.WriteString("setter", room.Topic.Setter);
            json.WriteString("at", room.Topic.At.Wall.ToString());
        }

        json.WriteEndObject();
        json.WriteStartObject("modes");
        foreach (var mode in Enum.GetValues<RoomMode>())
            if (room.Has(mode)) json.WriteString(mode.ToString(), room.Modes.ValueOf(mode) ?? "");
        json.WriteEndObject();
        if (whole) Lists(json, room);
        json.WriteEndObject();
    }

    private static void Lists(Utf8JsonWriter json, Room room)
    {
        json.WriteStartObject("lists");
        foreach (var kind in Enum.GetValues<MaskListKind>())
        {
            json.WriteStartArray(kind.ToString());
            foreach (var entry in room.ListOf(kind))
            {
                json.WriteStartObject();
                json.WriteString("mask", entry.Mask);
                json.WriteString("setter", entry.Setter);
                json.WriteString("at", entry.At.Wall.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
