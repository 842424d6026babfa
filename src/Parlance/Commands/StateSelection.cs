using System.CommandLine;
using System.Text.Json;
using Parlance.Domain;
using Parlance.Log;
using Parlance.Web.Past;

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
            if (new[] { given.GetResult(_room), given.GetResult(_user), given.GetResult(_account) }.Count(value => value is not null) > 1) given.AddError("--room, --user and --account: one of them");
        });
    }

    public bool IsGiven(ParseResult given) => given.GetValue(_room) is not null || given.GetValue(_user) is not null || given.GetValue(_account) is not null;

    /// <summary>The rows that were asked for, by table; null: all. A name that nobody has at that moment is a mistake of who asks.</summary>
    /// <exception cref="StoreException">There is no such thing in the state.</exception>
    public IReadOnlyList<(StateTable Table, string Key)>? In(NodeState state, StateReplay log, ParseResult given, string at) => In(state, log, Asked(given, at));

    /// <inheritdoc cref="In(NodeState, StateReplay, ParseResult, string)"/>
    public static IReadOnlyList<(StateTable Table, string Key)>? In(NodeState state, StateReplay log, PastQuestion asked)
    {
        var at = asked.At;
        if (asked.Room is { } room) return [(Table("rooms"), RoomKey(state, log, room) ?? throw Nobody("room", room, at))];
        if (asked.User is { } user) return [(Table("users"), UserKey(state, log, user) ?? throw Nobody("user", user, at))];
        if (asked.Account is not { } account) return null;

        var found = AccountRows(state, log, account).ToList();
        return found.Count > 0 ? found : throw Nobody("account", account, at);
    }

    /// <summary>Which rows of a difference were asked for, by what bears the name at either moment; null: all.</summary>
    /// <exception cref="StoreException">Nothing bears the name at either.</exception>
    public Func<string, string, bool>? Between(NodeState before, NodeState after, StateReplay log, ParseResult given) => Between(before, after, log, Asked(given, ""));

    /// <inheritdoc cref="Between(NodeState, NodeState, StateReplay, ParseResult)"/>
    public static Func<string, string, bool>? Between(NodeState before, NodeState after, StateReplay log, PastQuestion asked)
    {
        var states = new[] { before, after };
        if (asked.Room is { } room)
        {
            var keys = Found(states, state => RoomKey(state, log, room), "room", room);
            return (table, key) => (table == "rooms" && keys.Contains(key)) || (table == "members" && keys.Any(one => key.StartsWith(one, StringComparison.Ordinal)));
        }

        if (asked.User is { } user)
        {
            var keys = Found(states, state => UserKey(state, log, user), "user", user);
            return (table, key) => (table == "users" && keys.Contains(key)) || (table == "members" && keys.Any(one => key.EndsWith(one, StringComparison.Ordinal)));
        }

        if (asked.Account is not { } account) return null;
        var rows = states.SelectMany(state => AccountRows(state, log, account)).Select(row => (row.Item1.Name, row.Item2)).ToHashSet();
        return rows.Count > 0 ? (table, key) => rows.Contains((table, key)) : throw Nobody("account", account, "either moment");
    }

    private static HashSet<string> Found(NodeState[] states, Func<NodeState, string?> key, string what, string name) =>
        states.Select(key).OfType<string>().ToHashSet(StringComparer.Ordinal) is { Count: > 0 } keys ? keys : throw Nobody(what, name, "either moment");

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

    private PastQuestion Asked(ParseResult given, string at) => new(at, Room: given.GetValue(_room), User: given.GetValue(_user), Account: given.GetValue(_account));

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
