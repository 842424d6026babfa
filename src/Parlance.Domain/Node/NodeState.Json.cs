using System.Text.Json;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Domain;

/// <summary>The state in words: canonical JSON, the same for the same state whatever led to it. What replay prints and tests compare.</summary>
public sealed partial class NodeState
{
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("incarnation", Incarnation);
        json.WriteStartArray("users");
        foreach (var user in Users.OrderBy(u => u.Uid)) Write(json, user);
        json.WriteEndArray();
        json.WriteStartArray("rooms");
        foreach (var room in Rooms.OrderBy(r => r.Instance)) Write(json, room);
        json.WriteEndArray();
        json.WriteStartArray("bans");
        foreach (var ban in Bans.All.OrderBy(b => b.Kind).ThenBy(b => b.Mask, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("kind", ban.Kind.ToString());
            json.WriteString("mask", ban.Mask);
            json.WriteString("reason", ban.Reason);
            json.WriteString("setter", ban.Setter);
            json.WriteString("set", ban.Set.ToString());
            if (ban.Expires is { } expires) json.WriteString("expires", expires.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteAccounts(json);
        WriteRosters(json);
        json.WriteEndObject();
    }

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true })) WriteTo(json);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject();
        json.WriteString("uid", user.Uid.ToString());
        json.WriteString("nick", user.Nick);
        json.WriteString("ident", user.Ident);
        json.WriteString("host", user.Host);
        json.WriteString("address", user.Address);
        json.WriteString("real_name", user.RealName);
        json.WriteString("flags", user.Flags.ToString());
        if (user.Account is not null) json.WriteString("account", user.Account);
        if (user.Away is not null) json.WriteString("away", user.Away);
        if (user.Operator is { } grant) json.WriteString("operator", $"{grant.Name} ({grant.Class})");
        if (user.Sessions.Count > 0)
        {
            json.WriteStartArray("sessions");
            foreach (var session in user.Sessions) Write(json, session);
            json.WriteEndArray();
        }

        Write(json, user.Metadata);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UserSession session)
    {
        json.WriteStartObject();
        json.WriteNumber("number", session.Number);
        json.WriteString("dialect", session.Dialect);
        if (session.Resource is not null) json.WriteString("resource", session.Resource);
        if (session.Presence is { } presence)
        {
            json.WriteString("show", presence.Show.ToString());
            json.WriteNumber("priority", presence.Priority);
            if (presence.Status is not null) json.WriteString("status", presence.Status);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Room room)
    {
        json.WriteStartObject();
        json.WriteString("instance", room.Instance.ToString());
        json.WriteString("name", room.Name);
        json.WriteString("founder", room.Founder.ToString());
        json.WriteStartObject("modes");
        foreach (var mode in Enum.GetValues<RoomMode>())
            if (room.Has(mode)) json.WriteString(mode.ToString(), room.Modes.ValueOf(mode) ?? "");
        json.WriteEndObject();
        if (!room.Locks.All.IsEmpty)
        {
            json.WriteStartObject("locks");
            foreach (var held in room.Locks.All) json.WriteString(held.Mode.ToString(), held.On ? $"on {held.Value}".TrimEnd() : "off");
            json.WriteEndObject();
        }

        if (room.Topic.IsSet)
        {
            json.WriteStartObject("topic");
            json.WriteString("text", room.Topic.Text);
            json.WriteString("setter", room.Topic.Setter);
            json.WriteString("at", room.Topic.At.ToString());
            json.WriteEndObject();
        }

        foreach (var list in new[] { room.Bans, room.Exceptions, room.InviteExceptions, room.Mutes })
        {
            if (list.IsEmpty) continue;
            json.WriteStartArray(list.Kind.ToString());
            foreach (var entry in list) json.WriteStringValue($"{entry.Mask} {entry.Setter} {entry.At}");
            json.WriteEndArray();
        }

        if (room.Access.Count > 0)
        {
            json.WriteStartObject("access");
            foreach (var (account, entry) in room.Access) json.WriteString(account, entry.Level.ToString());
            json.WriteEndObject();
        }

        json.WriteStartObject("members");
        foreach (var member in room.Members.OrderBy(m => m.User.Uid))
            json.WriteString(member.User.Uid.ToString(), string.Join(' ', (string[])[$"{member.Ranks}", $"{member.Joined}", .. member.Sessions.ToArray().Order().Select(s => $"{s}")]));
        json.WriteEndObject();
        if (room.IsEmpty) json.WriteString("empty_since", room.EmptySince.ToString());
        Write(json, room.Metadata);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SortedDictionary<string, string>? metadata)
    {
        if (metadata is not { Count: > 0 }) return;
        json.WriteStartObject("metadata");
        foreach (var (key, value) in metadata) json.WriteString(key, value);
        json.WriteEndObject();
    }
}
