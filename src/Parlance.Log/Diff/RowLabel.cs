using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Rows' names for people.</summary>
internal static class RowLabel
{
    /// <summary>Null: it is not in this state, or its own name says it.</summary>
    public static string? Of(NodeState state, string table, string key) => table switch
    {
        "rooms" => Room(state, key),
        "users" => Nick(state, key),
        "members" => Member(state, key),
        _ => null,
    };

    private static string? Room(NodeState state, string key) => EventId.TryParse(key, out var id) && state.Rooms.TryGet(id, out var room) ? "#" + room.Name : null;

    private static string? Nick(NodeState state, string key) => Uid.TryParse(key, out var uid) && state.Users.TryGet(uid, out var user) ? user.Nick : null;

    private static string? Member(NodeState state, string key)
    {
        var space = key.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && Room(state, key[..space]) is { } room && Nick(state, key[(space + 1)..]) is { } nick ? $"{nick} in {room}" : null;
    }
}
