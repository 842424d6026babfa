using System.Text.Json;
using Parlance.Domain.Rooms;

namespace Parlance.Domain;

/// <summary>The rooms, by instance.</summary>
internal sealed class RoomRows : StateTable
{
    public override string Name => "rooms";

    public override IReadOnlySet<string> Bookkeeping { get; } = new HashSet<string>(StringComparer.Ordinal) { "seen" };

    public override IEnumerable<string> Keys(NodeState state) => state.Rooms.Select(room => room.Instance.ToString());

    public override bool Has(NodeState state, string key) => EventId.TryParse(key, out var id) && state.Rooms.TryGet(id, out _);

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (!EventId.TryParse(key, out var id) || !state.Rooms.TryGet(id, out var room)) return false;
        json.WriteStartObject();
        json.WriteString("instance", key);
        json.WriteString("name", room.Name);
        json.WriteString("folded", room.Folded);
        Write(json, "created", room.Created);
        if (!room.Founder.IsNone) json.WriteString("founder", room.Founder.ToString());
        json.WriteString("creation", room.Creation.ToString());
        json.WriteNumber("rules", room.Rules);
        if (room.RegisteredTo is { } account) json.WriteString("registered_to", account);
        WriteModes(json, "modes", room.Modes);
        if (room.SetModes != room.Modes) WriteModes(json, "modes_without_locks", room.SetModes);
        WriteSettings(json, room);
        WriteLocks(json, room);
        WriteTopic(json, room);
        foreach (var list in new[] { room.Bans, room.Exceptions, room.InviteExceptions, room.Mutes }) WriteList(json, list);
        WriteAccess(json, room);
        WriteInvitations(json, room);
        WriteFormerNames(json, state, room);
        Write(json, room.Metadata);
        if (room.EmptySince != default) Write(json, "empty_since", room.EmptySince);
        WriteSeen(json, state, room);
        if (whole) WriteMembers(json, room);
        json.WriteEndObject();
        return true;
    }

    private static void WriteModes(Utf8JsonWriter json, string name, in RoomModes modes)
    {
        json.WriteStartObject(name);
        foreach (var mode in Enum.GetValues<RoomMode>())
            if (modes.Has(mode)) json.WriteString(mode.ToString(), modes.ValueOf(mode) ?? "");
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, Room room)
    {
        if (room.Settings.Count == 0) return;
        json.WriteStartObject("settings");
        foreach (var (setting, value) in room.Settings) json.WriteString(setting.ToString(), value);
        json.WriteEndObject();
    }

    private static void WriteLocks(Utf8JsonWriter json, Room room)
    {
        if (room.Locks.All.IsEmpty) return;
        json.WriteStartObject("locks");
        foreach (var held in room.Locks.All) json.WriteString(held.Mode.ToString(), held.On ? $"on {held.Value}".TrimEnd() : "off");
        json.WriteEndObject();
    }

    private static void WriteTopic(Utf8JsonWriter json, Room room)
    {
        if (room.Topic == default) return;
        json.WriteStartObject("topic");
        json.WriteString("text", room.Topic.Text);
        json.WriteString("setter", room.Topic.Setter);
        Write(json, "at", room.Topic.At);
        if (!room.Topic.By.IsNone) json.WriteString("by", room.Topic.By.ToString());
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, MaskList list)
    {
        if (list.IsEmpty) return;
        json.WriteStartObject($"{JsonNamingPolicy.SnakeCaseLower.ConvertName(list.Kind.ToString())}s");
        foreach (var entry in list)
        {
            json.WriteStartObject(entry.Mask);
            json.WriteString("setter", entry.Setter);
            Write(json, "at", entry.At);
            if (!entry.By.IsNone) json.WriteString("by", entry.By.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAccess(Utf8JsonWriter json, Room room)
    {
        if (room.Access.Count == 0) return;
        json.WriteStartObject("access");
        foreach (var (account, entry) in room.Access)
        {
            json.WriteStartObject(account);
            json.WriteString("level", entry.Level.ToString());
            json.WriteString("by", entry.By.ToString());
            Write(json, "at", entry.At);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteInvitations(Utf8JsonWriter json, Room room)
    {
        if (room.Invitations.Count == 0) return;
        json.WriteStartObject("invitations");
        foreach (var (user, invitation) in room.Invitations.OrderBy(open => open.Key))
        {
            json.WriteStartObject(user.ToString());
            json.WriteString("by", invitation.By.ToString());
            Write(json, "expires", invitation.Expires);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFormerNames(Utf8JsonWriter json, NodeState state, Room room)
    {
        if (room.FormerNames.Count == 0) return;
        json.WriteStartObject("former_names");
        foreach (var name in room.FormerNames)
            if (state.Rooms.UntilOf(name) is { } until) Write(json, name, until);
        json.WriteEndObject();
    }

    /// <summary>What was seen of this node's own ended incarnations says nothing any more: a start does not read what ended with them.</summary>
    private static void WriteSeen(Utf8JsonWriter json, NodeState state, Room room)
    {
        json.WriteStartArray("seen");
        foreach (var dot in room.Seen.Dots)
            if (dot.Node != state.Home || dot.Incarnation == state.Incarnation) json.WriteStringValue(dot.ToString());
        json.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, Room room)
    {
        json.WriteStartObject("members");
        foreach (var member in room.Members.OrderBy(m => m.User.Uid))
        {
            json.WritePropertyName(member.User.Uid.ToString());
            MemberRows.Write(json, member, whole: true);
        }

        json.WriteEndObject();
    }
}
