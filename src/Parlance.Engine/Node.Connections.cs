using System.Runtime.InteropServices;
using Parlance.Domain;
using Parlance.Domain.Names;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine.Transport;

namespace Parlance.Engine;

/// <summary>Connections: who is there, whose turn it is, who has to go.</summary>
public sealed partial class Node
{
    /// <summary>How long a closing connection may take to accept what is still owed to it.</summary>
    public const int LingerMilliseconds = 5000;

    /// <summary>Bytes of an answer in slices that may wait in the outbox before the next slice is made.</summary>
    public const int AnswerQueueMax = 64 << 10;

    /// <summary>Connections that are cut in one turn because they do not read: each cut is told to everybody who shares a room.</summary>
    public const int CutsPerTurn = 4;

    /// <summary>A send queue's limit once it was exceeded: nothing more is taken until the goodbye.</summary>
    private const long QueueIsCut = -1;

    private Connection?[] _byId = new Connection?[1024];
    private readonly List<Connection> _all = [];
    private readonly Queue<Connection> _turns = new();
    private readonly Queue<Connection> _overrun = new();
    private uint _serials;

    /// <summary>All connections, in no order.</summary>
    public ReadOnlySpan<Connection> Connections => CollectionsMarshal.AsSpan(_all);

    /// <summary>How many users are deaf; while none is, a message goes to a room without looking at each member.</summary>
    public int DeafUsers => State.Users.Deaf;

    /// <summary>Whether lines or answers wait for the next turn: the loop does not sleep then.</summary>
    public bool HasTurns => _turns.Count > 0 || _overrun.Count > 0 || _questions.Count > 0;

    public User? UserOf(Uid uid) => !uid.IsNone && State.Users.TryGet(uid, out var user) ? user : null;

    public Connection? Find(int id) => (uint)id < (uint)_byId.Length ? _byId[id] : null;

    /// <summary>The connection has something for the loop to do at the end of the round.</summary>
    public void Touch(Connection connection)
    {
        if (connection.IsTouched) return;
        connection.IsTouched = true;
        Effects.Touched.Add(connection);
    }

    private void Open(int id, in Peer peer)
    {
        if (id >= _byId.Length) Array.Resize(ref _byId, Math.Max(id + 1, _byId.Length * 2));
        var connection = new Connection(id, peer, this) { Serial = ++_serials, Place = _all.Count };
        _byId[id] = connection;
        _all.Add(connection);
        Counters.Accepted++;
        connection.SendQueueMax = Settings.Limits.SendQueue;
        var dialect = _dialects[peer.Listener.Dialect];
        if (peer.Listener.WebSocket) connection.Framing = dialect.FrameWebSocket();
        connection.Session = dialect.Open(connection);
        if (Admission.Refuses(connection) is { } reason)
        {
            Disconnect(connection, reason);
            return;
        }

        Check(connection);
    }

    private void Check(Connection connection)
    {
        var again = connection.Session.Check(Now);
        if (connection is { IsGone: false, IsClosing: false, IsSuspended: false }) LookAt(connection, again);
    }

    /// <summary>Looks after a connection sooner than was agreed.</summary>
    public void LookSooner(Connection connection, long monotonic)
    {
        if (monotonic < connection.LookAt && connection is { IsClosing: false, IsGone: false, IsSuspended: false }) LookAt(connection, monotonic);
    }

    private void LookAt(Connection connection, long monotonic)
    {
        connection.LookAt = monotonic;
        Timers.At(monotonic, connection);
    }

    /// <summary>The time has come to look after a connection, if it is the one that was meant and nothing later was agreed since.</summary>
    private void Look(int id, uint serial, in Moment now)
    {
        if (Find(id) is not { } connection || connection.Serial != serial || now.Monotonic < connection.LookAt) return;
        if (!connection.IsClosing)
        {
            Check(connection);
            return;
        }

        connection.DropAll();
        Touch(connection);
    }

    private void Receive(int id, ReadOnlySpan<byte> bytes)
    {
        if (_byId[id] is not { IsClosing: false } connection) return;
        connection.BytesIn += bytes.Length;
        if (connection.Framing is { } framing)
        {
            if (framing.Unframe(bytes, connection, ref connection.Inbox, Pool) is { } over) End(connection, over);
            else Take(connection);
        }
        else if (connection.Inbox.Length > 0 || connection.Answer is not null || connection.IsQueued || connection.IsWaiting)
        {
            connection.Inbox.Append(bytes, Pool);
            Take(connection);
        }
        else
        {
            var used = Consume(connection, bytes);
            if (connection.Heir is { } heir) Inherit(heir, bytes[used..]);
            else
            {
                if (used < bytes.Length && !connection.IsClosing) connection.Inbox.Append(bytes[used..], Pool);
                Pace(connection);
            }
        }
    }

    /// <summary>The framing is over: lines that came before its end are still taken.</summary>
    private void End(Connection connection, string reason)
    {
        Take(connection);
        Disconnect(connection, reason);
    }

    private void Take(Connection connection)
    {
        if (connection.IsQueued || connection.IsWaiting || connection.Answer is not null)
        {
            Pace(connection);
            return;
        }

        var used = Consume(connection, connection.Inbox.Bytes);
        if (connection.Heir is { } heir)
        {
            Inherit(heir, connection.Inbox.Bytes[used..]);
            connection.Inbox.Clear(Pool);
        }

        if (connection.IsGone) return;
        if (used > 0) connection.Inbox.Consume(used, Pool);
        Pace(connection);
    }

    private int Consume(Connection connection, ReadOnlySpan<byte> bytes)
    {
        var most = connection.Session.User is null ? TurnBudget.LinesBeforeLoginMax : TurnBudget.LinesMax;
        var budget = new TurnBudget { Lines = Math.Clamp(TurnBudget.LinesOfAll / Math.Max(1, _turns.Count), TurnBudget.LinesMin, most) };
        var used = connection.Session.Consume(bytes, ref budget);
        if (connection.IsGone || connection.IsClosing || connection.IsWaiting || connection.Answer is not null) return used;
        if (budget.WaitUntil > 0)
        {
            connection.IsQueued = true;
            Counters.Paced++;
            ResumeAt(connection, budget.WaitUntil);
        }
        else if (budget.Lines <= 0) QueueTurn(connection);

        return used;
    }

    /// <summary>By itself, so that only those who wait pay for a closure.</summary>
    private void ResumeAt(Connection connection, long monotonic) => Timers.At(monotonic, _ => Resume(connection));

    private void Resume(Connection connection)
    {
        connection.IsQueued = false;
        if (!connection.IsGone && !connection.IsClosing) Take(connection);
    }

    /// <summary>A session that read nothing for a while reads on: what came meanwhile has its turn.</summary>
    public void ReadOn(Connection connection)
    {
        if (!connection.IsGone && !connection.IsClosing && !connection.IsQueued && connection.Inbox.Length > 0) QueueTurn(connection);
    }

    private void QueueTurn(Connection connection)
    {
        connection.IsQueued = true;
        _turns.Enqueue(connection);
    }

    /// <summary>Reads on while the inbox has room: back-pressure goes to the sender, and nothing of theirs is lost.</summary>
    private void Pace(Connection connection)
    {
        var reading = connection.Inbox.Length <= (connection.Class.ReceiveQueue ?? Settings.Limits.ReceiveQueue) && !connection.IsClosing;
        if (reading == connection.IsReading) return;
        connection.IsReading = reading;
        Touch(connection);
    }

    private void Turn()
    {
        Timers.Run(Now);
        if (_questions.Count > 0) TurnToQuestions();
        for (var waiting = _turns.Count; waiting > 0; waiting--)
        {
            var connection = _turns.Dequeue();
            connection.IsQueued = false;
            if (connection.IsGone || connection.IsClosing) continue;
            if (connection.Answer is not null) Continue(connection);
            else Take(connection);
        }

        for (var cuts = 0; cuts < CutsPerTurn && _overrun.TryDequeue(out var overrun); cuts++) Disconnect(overrun, "SendQ exceeded");
    }

    /// <summary>Gives a long answer in slices, one a turn; lines of the session wait behind it. Each step of the enumeration is one slice.</summary>
    public void Answer(Connection connection, IEnumerator<int> slices)
    {
        if (connection.IsWaiting)
        {
            // It belongs behind an answer that is not there yet, with all else that is said meanwhile.
            while (slices.MoveNext()) { }
            slices.Dispose();
            return;
        }

        connection.Answer = slices;
        Continue(connection);
    }

    private void Continue(Connection connection)
    {
        if (connection.Queued > AnswerQueueMax)
        {
            QueueTurnLater(connection);
            return;
        }

        connection.Answering(true);
        var goesOn = connection.Answer!.MoveNext();
        connection.Answering(false);
        if (connection.Answer is null) return;
        if (goesOn)
        {
            if (!connection.IsQueued) QueueTurn(connection);
            return;
        }

        connection.Answer.Dispose();
        connection.Answer = connection.Answers?.Count > 0 ? connection.Answers.Dequeue() : null;
        if ((connection.Answer is not null || connection.Inbox.Length > 0) && !connection.IsQueued) QueueTurn(connection);
    }

    private void QueueTurnLater(Connection connection)
    {
        connection.IsQueued = true;
        Timers.At(Now.Monotonic + 20, _ =>
        {
            connection.IsQueued = false;
            if (connection is { IsGone: false, IsClosing: false, Answer: not null }) Continue(connection);
        });
    }

    private void Secure(int id, in Peer peer)
    {
        if (_byId[id] is not { } connection) return;
        connection.Peer = peer;
        connection.Session.Secured();
    }

    private void Lose(int id, CloseReason reason)
    {
        if (_byId[id] is not { } connection) return;
        if (!connection.IsClosing && connection.Session.Survives && _suspended.Count < SuspendedMax)
        {
            Suspend(connection, isOpen: false);
            return;
        }

        if (!connection.IsClosing) connection.Session.Ended(reason switch
        {
            CloseReason.EndOfStream => "Connection closed",
            CloseReason.TlsFailed => "TLS error",
            CloseReason.ProxyHeader => "PROXY header error",
            _ => "Connection reset by peer",
        });
        Forget(connection);
    }

    /// <summary>Ends a connection from this side: its session says goodbye, the rest of its outbox goes out, then it is closed.</summary>
    public void Disconnect(Connection connection, string reason)
    {
        if (connection.IsClosing || connection.IsGone) return;
        if (connection.IsSuspended)
        {
            EndSuspended(connection, reason);
            return;
        }

        connection.Diverted = null;
        connection.SendQueueMax = long.MaxValue;
        connection.Rejoin();
        connection.Session.Ended(reason);
        connection.Session.SayGoodbye(reason);
        connection.Framing?.Close(connection, reason);
        connection.IsClosing = true;
        connection.Inbox.Clear(Pool);
        connection.Answer?.Dispose();
        connection.Answer = null;
        connection.Answers = null;
        connection.IsReading = true;
        Touch(connection);
        LookAt(connection, Now.Monotonic + LingerMilliseconds);
    }

    /// <summary>Ends all connections of a user from this side.</summary>
    public void Disconnect(User user, string reason)
    {
        while (FirstConnectionOf(user) is { IsClosing: false } connection) Disconnect(connection, reason);
    }

    /// <summary>The send queue is over its limit. It is cut in a later turn, for the event being said may still be looking at it.</summary>
    public void Overrun(Connection connection)
    {
        if (connection.IsClosing || connection.SendQueueMax == QueueIsCut) return;
        connection.DropQueue();
        connection.SendQueueMax = QueueIsCut;
        Counters.SendQueueExceeded++;
        _overrun.Enqueue(connection);
        connection.IsReading = false;
        Touch(connection);
    }

    /// <summary>The connection's socket is closed; its id may be used again.</summary>
    public void Forget(Connection connection)
    {
        if (connection.IsGone) return;
        Admission.Release(connection);
        connection.Release();
        Unlist(connection);
    }

    private void Unlist(Connection connection)
    {
        _byId[connection.Id] = null;
        var last = _all[^1];
        _all[connection.Place] = last;
        last.Place = connection.Place;
        _all.RemoveAt(_all.Count - 1);
    }

    private void Reload(Settings settings)
    {
        Settings = settings;
        Limits = LimitsOf(settings);
        TakeDomains();
        foreach (var dialect in _dialects.Values) dialect.Reloaded();
    }

    private void Stop(string reason)
    {
        IsStopping = true;
        foreach (var connection in _all.ToArray()) Disconnect(connection, reason);
        foreach (var connection in _suspended.ToArray()) EndSuspended(connection, reason);
        Record(new NodeStopped(reason), null, null);
        Release();
    }

    private static Limits LimitsOf(Settings settings) => new()
    {
        NickLength = settings.Limits.NickLength,
        RoomLength = settings.Limits.ChannelLength,
        TopicLength = settings.Limits.TopicLength,
        KickLength = settings.Limits.KickLength,
        AwayLength = settings.Limits.AwayLength,
        RealNameLength = settings.Limits.RealnameLength,
        ListEntries = settings.Limits.ListModes,
        RoomsPerUser = settings.Limits.RoomsPerUser,
        MembersMax = settings.Rooms.MembersMax,
        RoomRegistration = settings.Rooms.Registration,
        RegisteredRooms = settings.Rooms.RegisteredPerAccount,
        MetadataKeys = settings.Metadata.MaxKeys,
        MetadataValueBytes = settings.MetadataValueBytes,
        NickReservation = settings.Accounts.NickReservation,
    };
}
