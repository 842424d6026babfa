using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Any past state of a node, made from its log: the newest snapshot before the moment, if there is one that fits, and every event after it, those of sessions too, so
/// that who was where is exact. Reads only, beside a running node or from a copy. For one thread.
/// </summary>
public sealed class StateReplay : IDisposable
{
    /// <summary>Rows read at once, so that a node beside it can reuse its write-ahead log.</summary>
    private const int PageRows = 20_000;

    private readonly Database _database;
    private readonly SubjectKeys? _keys;
    private readonly EventCodec _codec;
    private readonly SnapshotFolder _snapshots;

    private StateReplay(Database database, SubjectKeys? keys, EventCodec codec, SnapshotFolder snapshots) => (_database, _keys, _codec, _snapshots) = (database, keys, codec, snapshots);

    /// <summary>Whether personal texts can be read: without the keys they are empty in the state.</summary>
    public bool HasKeys => _keys is not null;

    /// <summary>The last position written.</summary>
    public long Last => _database.Number("SELECT coalesce(max(id), 0) FROM events");

    /// <summary>The first moment that can be asked for: 1, or the horizon of a compacted log.</summary>
    public long First => Math.Max(1, SnapshotFolder.HorizonOf(_database));

    internal Database Database => _database;

    /// <summary>How names compare on this node.</summary>
    public Domain.Names.NameRules Names => Domain.Names.NameRules.For(new Metadata(_database).Value("casemapping") ?? "rfc8265");

    /// <param name="place">The data folder, or a copy of its database under any name, with its keys beside it.</param>
    /// <exception cref="StoreException">There is no log, or it cannot be read.</exception>
    public static StateReplay Open(string place, EventCodec codec)
    {
        var database = LogReader.OpenDatabase(place);
        try
        {
            return new(database, LogReader.OpenKeys(place), codec, new(place));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The position of the last event at a moment or before it.</summary>
    /// <exception cref="StoreException">The log begins later, or was compacted since.</exception>
    public long PositionAt(Instant moment)
    {
        using var row = _database.Prepare("SELECT id FROM events WHERE timestamp <= ? ORDER BY timestamp DESC, id DESC LIMIT 1");
        row.Bind(1, moment.ToString());
        if (row.Step()) return row.Integer(0);
        throw new StoreException(TimeOf(1) is { } first ? $"{moment} is before the first event of the log, which is of {first}." : "The log has no events yet.");
    }

    /// <summary>The position of an event by its id, such as a message's; null: it is not in this log.</summary>
    public long? PositionOf(EventId id)
    {
        using var row = _database.Prepare("SELECT id FROM events WHERE timestamp = ? AND hlc = ? AND node = ?");
        row.Bind(1, id.Stamp.Wall.ToString());
        row.Bind(2, (long)id.Stamp.Value);
        row.Bind(3, id.Node.ToString());
        return row.Step() ? row.Integer(0) : null;
    }

    /// <summary>When the event at a position happened, ISO 8601; null: there is none.</summary>
    public string? TimeOf(long position)
    {
        using var row = _database.Prepare("SELECT timestamp FROM events WHERE id = ?");
        row.Bind(1, position);
        return row.Step() ? row.Words(0) : null;
    }

    /// <summary>The state after the event at a position.</summary>
    /// <exception cref="StoreException">The position is not in the log or before its horizon, or a row on the way cannot be read.</exception>
    public NodeState StateAt(long position, CancellationToken stop = default)
    {
        var last = Last;
        if (position > last) throw new StoreException($"Position {position} is beyond the end of the log: its last is {last}.");
        var state = _snapshots.Newest(_database, position) ?? Fresh(position);
        Forward(state, position, stop: stop);
        return state;
    }

    /// <summary>
    /// The state to start a node on: what the newest snapshot and the durable events after it come to, once a <see cref="NodeStarted"/> is taken. What sessions had left
    /// behind is not read: it ends there.
    /// </summary>
    /// <exception cref="StoreException">The log cannot be read.</exception>
    public NodeState ForStart()
    {
        var state = _snapshots.Newest(_database, Last) ?? Origin();
        var lasting = _codec.Kinds.All.Where(kind => kind.Durable && kind.ChangesState).Select(kind => kind.Name).ToArray();
        foreach (var entry in new EventReader(_database.Path, _codec, _keys).Read(state.Position + 1, lasting)) state.Take(entry.Event, entry.At);
        state.Reach(Last);
        return state;
    }

    /// <summary>The state after the event at a position, from the first event on, whatever snapshots there are.</summary>
    /// <inheritdoc cref="StateAt"/>
    public NodeState Rebuild(long position, CancellationToken stop = default)
    {
        var state = Origin();
        Forward(state, position, stop: stop);
        return state;
    }

    /// <summary>The state before the first event; in a compacted log, at its horizon.</summary>
    internal NodeState Origin() => First > 1 ? _snapshots.Base(_database) : new();

    /// <summary>Takes a state on to a later position.</summary>
    /// <param name="taken">Told of each event that changes something, before and (second time) after it is taken; null: nobody.</param>
    public void Forward(NodeState state, long to, ReplayStep? taken = null, Action<long>? progress = null, CancellationToken stop = default)
    {
        var rows = new ReplayRows(_database, _codec, _keys);
        while (state.Position < to)
        {
            stop.ThrowIfCancellationRequested();
            var until = Math.Min(to, state.Position + PageRows);
            foreach (var entry in rows.Read(state.Position + 1, until))
            {
                taken?.Invoke(entry, state, after: false);
                state.Take(entry.Event, entry.At);
                taken?.Invoke(entry, state, after: true);
            }

            state.Reach(until);
            progress?.Invoke(until);
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        _keys?.Dispose();
    }

    private NodeState Fresh(long position) =>
        position < First
            ? throw new StoreException($"The log was compacted: what happened before position {First} is gone. Ask for position {First} or later.")
            : Origin();
}

/// <summary>Looks at a state beside an event.</summary>
public delegate void ReplayStep(in LogEntry entry, NodeState state, bool after);
