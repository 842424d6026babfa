using System.Runtime.CompilerServices;
using Parlance.Engine.Buffers;
using Parlance.Engine.Transport;

namespace Parlance.Engine;

/// <summary>
/// One client's connection as the node sees it: an outbox that is strictly first in, first out and may hold back what waits for the log,
/// and an inbox for what could not be handled yet. Knows nothing of sockets.
/// </summary>
public sealed class Connection
{
    private readonly BufferPool _pool;
    private ByteChain _out;
    private Queue<(long From, long Until)>? _holds;

    /// <summary>How many bytes were ever queued and sent; a hold is a place in this stream.</summary>
    private long _written;
    private long _sent;

    /// <summary>Where in a line (stanza, frame) the socket stopped taking; 0: between two.</summary>
    private ulong _midway;

    internal ByteQueue Inbox;

    internal Connection(int id, in Peer peer, Node node)
    {
        Id = id;
        Peer = peer;
        Node = node;
        _pool = node.Pool;
    }

    public int Id { get; private set; }
    public Peer Peer { get; internal set; }
    public Node Node { get; }
    public Session Session { get; internal set; } = null!;
    public ConnectionClass Class { get; internal set; } = ConnectionClass.Plain;
    public IFraming? Framing { get; internal set; }

    /// <summary>The send queue's limit, in bytes.</summary>
    public long SendQueueMax { get; internal set; }

    /// <summary>Which rendering of an event it gets: dialect and capability set (<see cref="Renderings"/>).</summary>
    public int Rendering { get; set; }

    /// <summary>Where writes go while a labelled command runs; null: to the outbox.</summary>
    public IOutlet? Diverted { get; set; }

    /// <summary>What the session's dialect does with everything said to it, before it hands it on with <see cref="Pass"/>; null: nothing.</summary>
    public IOutlet? Outlet { get; set; }

    /// <summary>Which gathering last took it in: everybody hears an event once.</summary>
    internal int Mark;

    /// <summary>Tells it from others that had or will have the same <see cref="Id"/>: its session's number within the incarnation.</summary>
    public uint Serial { get; internal init; }

    /// <summary>The next connection of the same user; null: the last.</summary>
    internal Connection? NextOfUser;

    /// <summary>Where it stands among all connections of the node.</summary>
    internal int Place { get; set; }

    /// <summary>When the node looks after it next (monotonic ms).</summary>
    internal long LookAt { get; set; }

    internal bool IsTouched { get; set; }
    public bool IsClosing { get; internal set; }
    public bool IsGone { get; internal set; }

    /// <summary>It has no socket: its session goes on, and waits to be resumed on another connection.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>The connection whose session was resumed on this one: what comes is for that.</summary>
    internal Connection? Heir { get; private set; }

    /// <summary>Whether its bytes should be read from the socket.</summary>
    public bool IsReading { get; internal set; } = true;

    /// <summary>What the transport was last told of <see cref="IsReading"/>.</summary>
    private bool WasReading { get; set; } = true;
    private bool _wantsTls;

    /// <summary>TLS begins once all that was written is sent (STARTTLS).</summary>
    public void WantTls()
    {
        _wantsTls = true;
        Node.Touch(this);
    }

    /// <summary>Whether TLS is to begin now; says so once.</summary>
    internal bool TakeTlsWish()
    {
        if (!_wantsTls || !IsDrained) return false;
        _wantsTls = false;
        return true;
    }

    /// <summary>The new value of <see cref="IsReading"/> if the transport does not know it yet.</summary>
    internal bool? TakeReadingChange()
    {
        if (WasReading == IsReading) return null;
        WasReading = IsReading;
        return IsReading;
    }


    /// <summary>Waits in the node's queue of connections with lines left for the next turn.</summary>
    internal bool IsQueued { get; set; }

    /// <summary>A long answer that is produced in slices; lines wait behind it.</summary>
    public IEnumerator<int>? Answer { get; internal set; }

    /// <summary>Answers that are ready, behind the one at hand.</summary>
    internal Queue<IEnumerator<int>>? Answers { get; set; }

    /// <summary>Questions of it that a worker has: lines it sends wait, and what others say to it comes after the answers (ARCHITECTURE §8, "One copy of a text").</summary>
    public bool IsWaiting => _behind is { Count: > 0 };

    private bool _isAside;

    /// <summary>What was said after each question and before the next.</summary>
    private List<ByteQueue>? _behind;

    internal void Ask()
    {
        (_behind ??= []).Add(default);
        _isAside = true;
    }

    /// <summary>An answer is being written: it goes out before what waits behind it.</summary>
    internal void Answering(bool now) => _isAside = IsWaiting && !now;

    /// <summary>The first answer is complete: what was said after its question goes out.</summary>
    internal void Answered()
    {
        if (!IsWaiting) return;
        var behind = _behind![0];
        _behind.RemoveAt(0);
        _isAside = false;
        if (behind.Length > 0 && Outlet is null) Write(behind.Bytes);
        else if (behind.Length > 0) Pass(behind.Bytes);
        behind.Clear(_pool);
    }

    /// <summary>No answer is waited for any more.</summary>
    internal void Rejoin()
    {
        while (IsWaiting) Answered();
    }

    private void Keep(ReadOnlySpan<byte> lines)
    {
        var waiting = _out.Length + lines.Length;
        var behind = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_behind);
        foreach (ref readonly var some in behind) waiting += some.Length;
        if (waiting > SendQueueMax) Node.Overrun(this);
        else behind[^1].Append(lines, _pool);
    }

    /// <summary>Drops what waits behind answers.</summary>
    private void DropBehind()
    {
        foreach (ref var some in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_behind)) some.Clear(_pool);
    }

    public long BytesIn { get; internal set; }
    public long BytesOut => _sent;
    public int Queued => _out.Length;

    /// <summary>Where the next byte will stand in the stream: what is written from here on can be held.</summary>
    public long Written => _written;

    /// <summary>Queues whole lines or stanzas. Past the send queue's limit the connection is cut, and nobody else is disturbed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> lines)
    {
        if (Diverted is not null || Outlet is not null || Framing is not null || IsClosing || _isAside)
        {
            WriteSlowly(lines);
            return;
        }

        Queue(lines);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Queue(ReadOnlySpan<byte> bytes)
    {
        if (_out.Length + bytes.Length > SendQueueMax)
        {
            Node.Overrun(this);
            return;
        }

        _out.Append(bytes, _pool);
        _written += bytes.Length;
        if (!IsTouched) Node.Touch(this);
    }

    private void WriteSlowly(ReadOnlySpan<byte> said)
    {
        if (IsClosing) return;
        if (Diverted is { } sink) sink.Take(said);
        else if (Outlet is { } outlet) outlet.Take(said);
        else Pass(said);
    }

    /// <summary>Queues what an outlet has made of what was said to it.</summary>
    public void Pass(ReadOnlySpan<byte> said)
    {
        if (IsClosing || IsSuspended) return;
        if (_isAside) Keep(said);
        else if (Framing is { } framing) framing.Frame(said, this);
        else Queue(said);
    }

    /// <summary>Room for a frame at the end of the outbox, to be filled and then taken in by <see cref="Commit"/>. False: that would be past the send queue's limit.</summary>
    public bool TryReserve(int length, out Span<byte> to)
    {
        to = default;
        if (_out.Length + length > SendQueueMax)
        {
            Node.Overrun(this);
            return false;
        }

        to = _out.Reserve(length, _pool);
        return true;
    }

    public void Commit(int length)
    {
        _out.Commit(length);
        _written += length;
        Node.Touch(this);
    }

    /// <summary>Queues bytes as they are: handshakes and control frames that are not lines.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => Queue(bytes);

    /// <summary>What was and will be written from <paramref name="from"/> on waits until the log is written up to <paramref name="position"/>.</summary>
    public void Hold(long from, long position)
    {
        if (position <= Node.CommittedPosition || IsSuspended) return;
        (_holds ??= new()).Enqueue((from, position));
        Node.Await(this, position);
    }

    /// <summary>The socket takes no more for now; nothing is offered until it does.</summary>
    public bool IsBlocked { get; internal set; }

    /// <summary>What may be sent now: the oldest bytes, as many as lie together.</summary>
    public ReadOnlySpan<byte> Ready
    {
        get
        {
            var bytes = _out.First;
            while (_holds is { Count: > 0 })
            {
                var (from, until) = _holds.Peek();
                if (until > Node.CommittedPosition) return from <= _sent ? default : bytes[..(int)Math.Min(bytes.Length, from - _sent)];
                _holds.Dequeue();
            }

            return bytes;
        }
    }

    /// <summary>The socket took so many of <see cref="Ready"/>.</summary>
    public void Sent(int length)
    {
        if (length <= 0) return;
        _midway = length == _out.Length ? 0 : Units.After(_out.First[..length], _midway);
        _sent += length;
        _out.Consume(length, _pool);
    }

    public bool IsDrained => _out.Length == 0;

    /// <summary>Drops what waits, but for the rest of a line (stanza, frame) that has begun to go out.</summary>
    internal void DropQueue()
    {
        DropBehind();
        _out.KeepFirst(_midway == 0 ? 0 : _out.RestOf(Units, ref _midway), _pool);
        _written = _sent + _out.Length;
        _holds?.Clear();
    }

    private Units Units => Framing?.Units ?? Session.Units;

    /// <summary>The loop looks after a touched connection: false when it is gone meanwhile.</summary>
    public bool BeginServing()
    {
        IsTouched = false;
        return !IsGone && !IsSuspended;
    }

    /// <summary>Drops all that waits: the other side had its time to take it.</summary>
    internal void DropAll()
    {
        _out.Clear(_pool);
        _written = _sent;
        _holds?.Clear();
    }

    /// <summary>The socket is lost, or somebody else's; what waited for it is dropped.</summary>
    internal void Suspend()
    {
        IsSuspended = true;
        Id = -1;
        DropBehind();
        _out.Clear(_pool);
        Inbox.Clear(_pool);
        (_holds, Framing, _midway, _wantsTls) = (null, null, 0, false);
    }

    /// <summary>Goes on with another connection's socket, and with what waits to be sent there.</summary>
    internal void TakeOver(Connection other)
    {
        IsSuspended = false;
        (Id, Peer, Framing, Class, SendQueueMax, Place) = (other.Id, other.Peer, other.Framing, other.Class, other.SendQueueMax, other.Place);
        (_out, _holds, _written, _sent, _midway) = (other._out, other._holds, other._written, other._sent, other._midway);
        (IsBlocked, IsReading, WasReading) = (other.IsBlocked, other.IsReading, other.WasReading);
        (BytesIn, _isAside) = (BytesIn + other.BytesIn, IsWaiting);
        (other._out, other._holds, other.Framing, other.IsGone, other.Heir) = (default, null, null, true, this);
    }

    internal void Release()
    {
        IsGone = true;
        DropBehind();
        Framing?.Dispose();
        _out.Clear(_pool);
        Inbox.Clear(_pool);
        _holds = null;
        Answer?.Dispose();
        Answer = null;
        Answers = null;
    }
}
