using System.CommandLine;
using System.Text.Json;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>What of a state is asked for: all of it, or one room, user or account.</summary>
internal sealed class StateSelection
{
    private const int NameLengthMax = 300;

    private readonly Option<string?> _room = Named("--room", "One room: its name, with or without #, or its id.", "R");
    private readonly Option<string?> _user = Named("--user", "One user: a nick, or a user's id.", "U");
    private readonly Option<string?> _account = Named("--account", "One account, and its sessions.", "A");

    public void AddTo(Command command)
    {
        command.Add(_room);
        command.Add(_user);
        command.Add(_account);
        command.Validators.Add(given =>
        {
            if (new[] { given.GetValue(_room), given.GetValue(_user), given.GetValue(_account) }.Count(value => value is not null) > 1) given.AddError("--room, --user and --account: one of them");
        });
    }

    /// <summary>The rows that were asked for, by table; null: all. A name that nobody has at that moment is a mistake of who asks.</summary>
    /// <exception cref="StoreException">There is no such thing in the state.</exception>
    public IReadOnlyList<(StateTable Table, string Key)>? In(NodeState state, StateReplay log, ParseResult given, string at)
    {
        if (given.GetValue(_room) is { } room) return [(Table("rooms"), RoomKey(state, log, room) ?? throw Nobody("room", room, at))];
        if (given.GetValue(_user) is { } user) return [(Table("users"), UserKey(state, log, user) ?? throw Nobody("user", user, at))];
        if (given.GetValue(_account) is not { } account) return null;

        var found = AccountRows(state, log, account).ToList();
        return found.Count > 0 ? found : throw Nobody("account", account, at);
    }

    /// <summary>Writes what was asked for as members of the object at hand.</summary>
    public static void Write(Utf8JsonWriter json, NodeState state, IReadOnlyList<(StateTable Table, string Key)>? rows)
    {
        if (rows is null)
        {
            json.WritePropertyName("state");
            state.WriteTo(json);
            return;
        }

        foreach (var table in rows.GroupBy(row => row.Table))
        {
            json.WriteStartArray(table.Key.Name);
            foreach (var (_, key) in table) table.Key.Write(json, state, key, whole: true);
            json.WriteEndArray();
        }
    }

    private static StateTable Table(string name) => NodeState.Tables.First(table => table.Name == name);

    private static StoreException Nobody(string what, string name, string at) => new($"There was no {what} '{LogPage.Safe(name, NameLengthMax)}' at {at}.");

    internal static string? RoomKey(NodeState state, StateReplay log, string name)
    {
        if (EventId.TryParse(name, out var id) && state.Rooms.TryGet(id, out _)) return name;
        return log.Names.TryRoom(name.TrimStart('#'), NameLengthMax, out _, out var folded) && state.Rooms.TryGet(folded, out var room) ? room.Instance.ToString() : null;
    }

    internal static string? UserKey(NodeState state, StateReplay log, string name)
    {
        if (Uid.TryParse(name, out var uid) && state.Users.TryGet(uid, out _)) return name;
        return log.Names.TryNick(name, NameLengthMax, out _, out var folded) && state.Users.TryNick(folded, out var user) ? user.Uid.ToString() : null;
    }

    private static IEnumerable<(StateTable, string)> AccountRows(NodeState state, StateReplay log, string name)
    {
        var folded = log.Names.TryNick(name, NameLengthMax, out _, out var compared) ? compared : name;
        foreach (var table in NodeState.Tables)
        {
            if (!table.Name.StartsWith("account", StringComparison.Ordinal)) continue;
            foreach (var key in new[] { name, folded }.Distinct(StringComparer.Ordinal))
                if (table.Has(state, key)) yield return (table, key);
        }

        foreach (var user in state.Users)
            if (user.Account is { } account && log.Names.TryNick(account, NameLengthMax, out _, out var own) && own == folded) yield return (Table("users"), user.Uid.ToString());
    }

    private static Option<string?> Named(string name, string description, string help) =>
        LogOptions.Read<string?>(name, description, help, text => text.Length is > 0 and <= NameLengthMax ? text : null, $"has 1 to {NameLengthMax} characters");
}
