using System.Text.Json;
using Parlance.Domain.Rooms;

namespace Parlance.Domain;

/// <summary>Who is in which room, by the room's instance and the user's id.</summary>
internal sealed class MemberRows : StateTable
{
    public override string Name => "members";

    public override bool IsNested => true;

    public override IEnumerable<string> Keys(NodeState state) => state.Rooms.SelectMany(room => room.Members, (room, member) => KeyOf(room.Instance, member.User.Uid));

    public static string KeyOf(EventId room, Uid user) => $"{room} {user}";

    public override bool Has(NodeState state, string key) => Find(state, key) is not null;

    public override bool Write(Utf8JsonWriter json, NodeState state, string key, bool whole)
    {
        if (Find(state, key) is not { } member) return false;
        Write(json, member, whole);
        return true;
    }

    internal static void Write(Utf8JsonWriter json, Member member, bool whole)
    {
        json.WriteStartObject();
        if (whole) json.WriteString("nick", member.User.Nick);
        json.WriteString("joined", member.Joined.ToString());
        Write(json, "since", member.Since);
        if (!member.Sessions.IsEmpty)
        {
            json.WriteStartArray("sessions");
            foreach (var session in member.Sessions) json.WriteNumberValue(session);
            json.WriteEndArray();
        }

        if (!member.Grants.IsEmpty)
        {
            json.WriteStartObject("ranks");
            foreach (var grant in member.Grants) json.WriteString(grant.Rank.ToString(), grant.By.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static Member? Find(NodeState state, string key)
    {
        var space = key.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && EventId.TryParse(key.AsSpan(0, space), out var id) && Uid.TryParse(key.AsSpan(space + 1), out var uid) && state.Rooms.TryGet(id, out var room)
            ? room.MemberOf(uid) : null;
    }
}
