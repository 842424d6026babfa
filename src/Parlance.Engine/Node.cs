using System.Runtime.InteropServices;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Bans;
using Parlance.Domain.Messages;
using Parlance.Domain.Names;
using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine.Buffers;
using Parlance.Engine.Words;
using Parlance.Engine.Metering;
using Parlance.Log;

namespace Parlance.Engine;

/// <summary>
/// The whole server without sockets, disk or clock: inputs with their time go in, effects come out. One thread calls it. What it does follows from
/// what it is given and nothing else; a test, the simulator and the executable all drive this method.
/// </summary>
public sealed partial class Node
{
    private readonly Dictionary<string, IDialect> _dialects;
    private readonly MessageSent _scratch = new();
    private readonly List<LogEntry> _deed = [];
    private readonly HybridClock _clock;
    private readonly Sid _sid;
    private Room? _deedRoom;
    private bool _inDeed;
    private ulong _uids;

    /// <param name="settings">What the configuration says.</param>
    /// <param name="state">What the log says; the node begins a new incarnation on it.</param>
    /// <param name="position">The log's last position.</param>
    /// <param name="dialects">The protocols it speaks.</param>
    /// <param name="entropy">At least 16 unpredictable bytes: all randomness of the node is drawn from them.</param>
    /// <param name="now">The moment of the start.</param>
    public Node(Settings settings, NodeState state, long position, Func<Node, IReadOnlyList<IDialect>> dialects, ReadOnlySpan<byte> entropy, in Moment now)
    {
        Settings = settings;
        State = state;
        _sid = Sid.Parse(settings.Server.Sid);
        _position = CommittedPosition = position;
        _clock = new(state.ReservedUntil);
        _uids = state.ReservedUids;
        Entropy = new(entropy);
        Names = NameRules.For(settings.Server.Casemapping);
        Limits = LimitsOf(settings);
        TakeDomains();
        Now = now;
        Started = now;
        Timers = new(Look);
        Audience = new(this);
        Admission = new(this);
        Logins = new(this);
        _dialects = dialects(this).ToDictionary(d => d.Name);
        Record(new NodeStarted(state.Incarnation + 1, Version), null, null);
        foreach (var room in state.Rooms) ScheduleLease(room);
        foreach (var ban in state.Bans.All) WatchExpiry(ban);
    }

    /// <summary>A protocol that the node speaks, by its name; null: it does not.</summary>
    public IDialect? Dialect(string name) => _dialects.GetValueOrDefault(name);

    /// <summary>The product's version, for users and the log.</summary>
    public static string Version { get; } = "parlance-" + (typeof(Node).Assembly.GetName().Version?.ToString(3) ?? "0");

    public Settings Settings { get; private set; }
    public NodeState State { get; }
    public BufferPool Pool { get; } = new();
    public Effects Effects { get; } = new();
    public Audience Audience { get; }
    public Admission Admission { get; }
    public Timers Timers { get; }
    public Entropy Entropy { get; }
    public NameRules Names { get; }
    public Limits Limits { get; private set; }
    public Sid Sid => _sid;

    /// <summary>The moment of the input at hand.</summary>
    public Moment Now { get; private set; }
    public Moment Started { get; }
    public bool IsStopping { get; private set; }
    public NodeCounters Counters { get; } = new();
    public CommandMeters Commands { get; } = new();

    /// <summary>Takes one input. What it leads to is in <see cref="Effects"/> until the caller has carried it out and cleared them.</summary>
    public void Step(in Input input, in Moment now)
    {
        Now = now;
        switch (input.Kind)
        {
            case InputKind.Opened: Open(input.Connection, input.Peer); break;
            case InputKind.Received: Receive(input.Connection, input.Bytes); break;
            case InputKind.Secured: Secure(input.Connection, input.Peer); break;
            case InputKind.Closed: Lose(input.Connection, input.Reason); break;
            case InputKind.Turn: Turn(); break;
            case InputKind.Committed: Commit(input.Position); break;
            case InputKind.StorageFailed: FailStorage(input.Text ?? ""); break;
            case InputKind.WorkDone:
                if (input.Work is { } work && work.For is not { IsGone: true }) work.Done(this);
                break;
            case InputKind.Asked: _questions.Enqueue(input.Question!); break;
            case InputKind.Reloaded: Reload(input.Settings!); break;
            case InputKind.Stopping: Stop(input.Text ?? "Server is shutting down"); break;
        }
    }

    public Circumstances Circumstances(bool asOperator = false) => new() { Wall = Now.Wall, Limits = Limits, Names = Names, Domain = AccountDomain, AsOperator = asOperator };

    /// <summary>Asks a room for something. Null: done (or nothing to do).</summary>
    public Refusal? Ask(Session by, Room room, RoomCommand command, bool asOperator = false)
    {
        var asker = new Asker { User = by.User!, Member = by.User!.In(room), State = State, Now = Circumstances(asOperator) };
        return Carry(command.Decide(room, asker), by, room, asOperator);
    }

    /// <summary>Asks something of the session's own user. Null: done.</summary>
    public Refusal? Ask(Session by, UserCommand command, bool asOperator = false) =>
        Carry(command.Decide(by.User!, State, Circumstances(asOperator)), by, null, asOperator);

    /// <summary>Carries out a verdict: refused as it is, or its events recorded in order.</summary>
    public Refusal? Carry(Verdict verdict, Session? by, Room? room, bool asOperator = false)
    {
        if (verdict.Refusal is { } refusal) return Counters.Refusal(refusal);
        if (IsStorageDown && !verdict.Events.IsEmpty) return Counters.Refusal(new(RefusalCode.StorageDown, StorageTrouble));
        foreach (var happened in verdict.Events)
            Record(happened is MemberJoined joined && by?.User is { Sessions.Count: > 0 } user && joined.User == user.Uid ? joined with { Session = by.Connection.Serial } : happened, by, room, asOperator);
        return null;
    }

    /// <summary>
    /// Enters a room, which begins if there is none of that name: create and join are two events of one deed.
    /// </summary>
    public Refusal? Join(Session by, string name, string folded, string? key, bool asOperator = false)
    {
        if (!State.Rooms.TryGet(folded, out var room) && !State.Rooms.TryFormer(folded, Now.Wall, out room))
        {
            if (IsStorageDown) return new(RefusalCode.StorageDown, StorageTrouble);
            if (by.User!.Memberships.Count >= Limits.RoomsPerUser && !asOperator) return RefusalOf(RefusalCode.TooManyRooms);
            if (!asOperator && State.Bans.ReservesRoom(folded, Now.Wall) is { } reserved) return new(RefusalCode.NickReserved, reserved.Reason);
            if (!asOperator && State.Lockdown <= Lockdown.NoNewRooms && by.User.Operator is null) return new(RefusalCode.NickReserved, "no new channels just now");
            Record(new RoomCreated(name, folded) { Modes = DefaultModes }, by, null, asOperator);
            State.Rooms.TryGet(folded, out room);
        }

        if (!asOperator && Joins.IsFull(room!, Now.Monotonic) && room!.MemberOf(by.User!.Uid) is null && !room.Invitations.ContainsKey(by.User.Uid)) return RefusalOf(RefusalCode.JoinThrottled);
        if (room!.MemberOf(by.User!.Uid) is not null)
        {
            AttachTo(room, by);
            return null;
        }

        if (Ask(by, room, new Join(key), asOperator) is { } refusal) return refusal;
        foreach (var connection in ConnectionsOf(by.User))
            if (connection.Session.IsInAllRooms && !ReferenceEquals(connection, by.Connection)) AttachTo(room, connection.Session);
        return null;
    }

    private static Refusal RefusalOf(RefusalCode code) => new(code);

    /// <summary>Says something in a room or to a user. The spans are used before the call returns; nothing is allocated unless the message is stored.</summary>
    /// <param name="absent">The account that it is for, when no user of it is here.</param>
    /// <returns>The message's id.</returns>
    public EventId Say(Session by, Room? room, User? to, MessageKind kind, ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> clientTags, Rank atLeast = Rank.None, IReadOnlyList<int>? joined = null, string? relayedAs = null, Domain.Accounts.Account? absent = null)
    {
        return Say(by, room, to, absent, new(kind, text, clientTags) { AtLeast = atLeast, Joined = joined, RelayedAs = relayedAs });
    }

    /// <summary>The same, with what only some dialects know.</summary>
    /// <param name="by">Who says it.</param>
    /// <param name="room">Where; null: to a user.</param>
    /// <param name="to">To whom; null: in a room, or the account is not here.</param>
    /// <param name="absent">The account that it is for, when no user of it is here.</param>
    /// <param name="words">What is said.</param>
    /// <returns>The message's id.</returns>
    public EventId Say(Session by, Room? room, User? to, Domain.Accounts.Account? absent, in Spoken words)
    {
        var stored = StoresMessages && !words.IsFleeting && (words.Kind != MessageKind.Tags || words.IsLasting || Reactions.IsIn(words.ClientTags.Span));
        var message = stored ? new() : _scratch;
        message.Kind = words.Kind;
        message.To = to?.Uid ?? default;
        message.ToAccount = to?.AccountFolded ?? absent?.Folded;
        message.AtLeast = words.AtLeast;
        message.Source = stored ? by.User!.SourceBytes : null;
        message.Text = stored ? words.Text.ToArray() : words.Text;
        message.ClientTags = stored && !words.ClientTags.IsEmpty ? words.ClientTags.ToArray() : words.ClientTags;
        message.Joined = words.Joined;
        message.RelayedAs = words.RelayedAs;
        message.Elements = stored && words.Elements is { } elements ? elements.ToArray() : words.Elements;
        message.Style = words.Style;
        message.OriginId = words.OriginId;
        message.FromResource = words.FromResource;
        message.ToResource = words.ToResource;
        message.Through = words.Through;
        Counters.Messages++;
        return Record(message, by, room, stored: stored);
    }

    /// <summary>Whether messages are events in the log.</summary>
    public bool StoresMessages => Settings.Log.Messages;

    /// <summary>Several events of one deed in one room are said together (one MODE line). <see cref="EndDeed"/> says them.</summary>
    public void BeginDeed(Room room)
    {
        _inDeed = true;
        _deedRoom = room;
    }

    public void EndDeed(Session? by)
    {
        _inDeed = false;
        if (_deed.Count > 0) Audience.Say(Speaking(CollectionsMarshal.AsSpan(_deed), _deedRoom), by);
        _deed.Clear();
        _deedRoom = null;
    }

    /// <summary>User ids reserved at a time.</summary>
    private const ulong UidsAhead = 100_000;

    /// <summary>An id for a new user; none is given twice, whatever happens to the node.</summary>
    public Uid NextUid()
    {
        if (_uids == State.ReservedUids) Reserve();
        return Uid.Of(_sid, _uids++);
    }

    /// <summary>Ahead of what was given out, which may be ahead of the wall: after a start that follows a crash, or a step of the clock.</summary>
    private void Reserve()
    {
        var from = _clock.Last.Wall > Now.Wall ? _clock.Last.Wall : Now.Wall;
        Record(new ClockReserved(Stamp.At(from + 3 * HybridClock.ReserveAhead), _uids + UidsAhead), null, null);
    }

    /// <summary>What was reserved and not used is free again: the next start goes on where this one ended, not ahead of the wall.</summary>
    private void Release() => Record(new ClockReserved(Stamp.At(_clock.Last.Wall + TimeSpan.FromMilliseconds(1)), _uids), null, null);

    /// <summary>Writes an event: it gets its place and stamp, changes the state, and is said to those whom it concerns.</summary>
    public EventId Record(Event happened, Session? by, Room? room, bool asOperator = false, bool stored = true)
    {
        var stamp = _clock.Next(Now.Wall);
        if (stored && stamp.Wall + HybridClock.ReserveAhead > State.ReservedUntil.Wall && happened is not ClockReserved)
        {
            Reserve();
            stamp = _clock.Next(Now.Wall);
        }

        var isMessage = happened is MessageSent;
        var instance = happened is RoomCreated ? new EventId(stamp, _sid) : room?.Instance ?? default;
        var actor = by?.User;
        var at = new Envelope
        {
            Position = stored ? ++_position : 0,
            Stamp = stamp,
            Node = _sid,
            Incarnation = State.Incarnation,
            By = actor is null ? _acting : new(actor.Uid, actor.AccountFolded, asOperator),
            ByAccount = actor?.AccountId ?? default,
            Room = instance,
            RoomName = room?.Name,
            Dot = instance.IsNone || isMessage ? default : new(_sid, State.Incarnation, (room?.Seen.CounterOf(_sid, State.Incarnation) ?? 0) + 1),
            Basis = room is null || actor is null || isMessage ? default : actor.In(room)?.Basis ?? default,
        };
        Apply(new(happened, at), by, room);
        return at.Id;
    }

    private void Apply(in LogEntry entry, Session? by, Room? room)
    {
        if (entry.At.Position > 0) Effects.Log.Add(entry);
        if (entry.Event.Durable && entry.At.Position > 0) LastDurable = entry.At.Position;
        var what = Speaking(new ReadOnlySpan<LogEntry>(in entry), room);
        if (entry.Event is MessageSent)
        {
            Audience.Say(what, by);
            Remember(entry.Event, entry.At, room, by?.User);
            foreach (var dialect in _dialects.Values) dialect.Witness(what);
            return;
        }

        if (entry.Event.SaidBefore)
        {
            Audience.Say(what, by);
            foreach (var dialect in _dialects.Values) dialect.Witness(what);
            Follow(entry, what.About ?? what.By, before: true);
            Remember(entry.Event, entry.At, room, by?.User);
            State.Take(entry.Event, entry.At);
        }
        else
        {
            State.Take(entry.Event, entry.At);
            Follow(entry, null, before: false);
            Remember(entry.Event, entry.At, room, by?.User);
            what = Speaking(new ReadOnlySpan<LogEntry>(in entry), room);
            if (_inDeed && ReferenceEquals(room, _deedRoom)) _deed.Add(entry);
            else Audience.Say(what, by);
            foreach (var dialect in _dialects.Values) dialect.Witness(what);
        }
    }

    private Utterance Speaking(ReadOnlySpan<LogEntry> events, Room? room)
    {
        ref readonly var first = ref events[0];
        var about = first.Event.About;
        return new() { Events = events, Node = this, Room = room, By = UserOf(first.At.By.Uid), About = about.IsNone ? null : UserOf(about) };
    }

    /// <summary>Keeps the tables of listeners in step with who is where.</summary>
    private void Follow(in LogEntry entry, User? leaving, bool before)
    {
        switch (entry.Event)
        {
            case MemberJoined joined when UserOf(joined.User) is { } user && State.Rooms.TryGet(entry.At.Room, out var room) && ConnectionOf(user, joined.Session) is { } connection:
                Audience.Enter(room, connection);
                break;
            case MemberAttached attached when UserOf(attached.User) is { } user && State.Rooms.TryGet(entry.At.Room, out var room) && ConnectionOf(user, attached.Session) is { } connection:
                Audience.Enter(room, connection);
                break;
            case MemberDetached detached when UserOf(detached.User) is { } user && State.Rooms.TryGet(entry.At.Room, out var room) && ConnectionOf(user, detached.Session) is { } connection:
                Audience.Leave(room, connection);
                break;
            case MemberParted or MemberKicked when leaving is not null && State.Rooms.TryGet(entry.At.Room, out var left):
                foreach (var connection in ConnectionsOf(leaving)) Audience.Leave(left, connection);
                if (left.Count == 1) ScheduleLease(left);
                break;
            case RoomClosed when State.Rooms.TryGet(entry.At.Room, out var closing):
                Audience.Empty(closing);
                break;
            case RoomUnregistered when State.Rooms.TryGet(entry.At.Room, out var unregistered) && unregistered.IsEmpty:
                ScheduleLease(unregistered);
                break;
            case AccountRemoved:
                foreach (var empty in State.Rooms)
                    if (empty.IsEmpty && empty.EmptySince == entry.At.Stamp) ScheduleLease(empty);
                break;
            case SessionClosed closed when leaving is not null && ConnectionOf(leaving, closed.Session) is { } ended:
                foreach (var membership in leaving.Memberships) Audience.Leave(membership.Room, ended);
                break;
            case BanAdded { Expires: not null } added when State.Bans.Find(added.Kind, added.Mask) is { } ban:
                WatchExpiry(ban);
                break;
            case UserDisconnected when leaving is not null:
                Privacies.Forget(leaving);
                foreach (var membership in leaving.Memberships)
                {
                    foreach (var connection in ConnectionsOf(leaving)) Audience.Leave(membership.Room, connection);
                    if (membership.Room.Count == 1) ScheduleLease(membership.Room);
                }

                break;
        }
    }
}
