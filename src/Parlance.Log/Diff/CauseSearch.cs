using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Log;

/// <summary>
/// Goes from one moment to the other, event by event, and sees which of them changes a row that differs in the end. An event of a room or a user is held against their
/// rows alone; any other against all differing rows of the other tables, which are few.
/// </summary>
internal sealed class CauseSearch
{
    private readonly Dictionary<(string Table, string Key), DifferingRow> _rows;
    private readonly List<DifferingRow> _others;
    private readonly List<DifferingRow> _touched = [];

    public CauseSearch(List<DifferingRow> rows)
    {
        _rows = rows.ToDictionary(row => (row.Table.Name, row.Key));
        _others = rows.FindAll(row => row.Table.Name is not ("rooms" or "users" or "members"));
    }

    public void Run(StateReplay log, NodeState state, long to, CancellationToken stop) => log.Forward(state, to, Step, stop: stop);

    private void Step(in LogEntry entry, NodeState state, bool after)
    {
        if (!after)
        {
            _touched.Clear();
            Touch(entry, state);
            return;
        }

        // What came with the event is found only now: a room that began, a member who joined.
        Touch(entry, state);
        if (_touched.Count == 0) return;
        var (at, kind) = (entry.At, entry.Event);
        foreach (var row in _touched) row.Look(state, () => CauseOf(kind, at, state));
        _touched.Clear();
    }

    private void Touch(in LogEntry entry, NodeState state)
    {
        var (happened, room) = (entry.Event, entry.At.Room);
        if (!room.IsNone) Add("rooms", room.ToString());
        TouchUser(state, entry.At.By.Uid, room);
        if (!happened.About.IsNone) TouchUser(state, happened.About, room);
        if (happened is RoomEvent or UserEvent) return;

        if (happened is NodeStarted) _touched.AddRange(_rows.Values);
        else _touched.AddRange(_others);
    }

    /// <summary>A user's own row; their membership in the room at hand or, where there is none, in all.</summary>
    private void TouchUser(NodeState state, Uid uid, EventId room)
    {
        if (uid.IsNone) return;
        Add("users", uid.ToString());
        if (!room.IsNone) Add("members", MemberKey(room, uid));
        else if (state.Users.TryGet(uid, out var user))
            foreach (var membership in user.Memberships) TouchMembership(membership);
    }

    private void TouchMembership(Member membership)
    {
        Add("members", MemberKey(membership.Room.Instance, membership.User.Uid));
        Add("rooms", membership.Room.Instance.ToString());
    }

    private static string MemberKey(EventId room, Uid uid) => $"{room} {uid}";

    private void Add(string table, string key)
    {
        if (_rows.TryGetValue((table, key), out var row) && !_touched.Contains(row)) _touched.Add(row);
    }

    private static Cause CauseOf(Event happened, Envelope at, NodeState state) => new(
        at.Position, at.Stamp.Wall.ToString(), EventKinds.NameOf(happened), at.By.Uid.IsNone ? null : at.By.Uid.ToString(),
        state.Users.TryGet(at.By.Uid, out var user) ? user.Nick : null);
}
