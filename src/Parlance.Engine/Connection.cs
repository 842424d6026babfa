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

    /// <summary>A line has begun to go out and its end has not.</summary>
    private bool _isMidLine;

    internal ByteQueue Inbox;

    internal Connection(int id, in Peer peer, Node node)
    {
        Id = id;
        Peer = peer;
        Node = node;
        _pool = node.Pool;
    }

    public int Id { get; }
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
    public ILineSink? Diverted { get; set; }

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
        if (behind.Length > 0) Write(behind.Bytes);
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

    /// <summary>Queues whole lines. Past the send queue's limit the connection is cut, and nobody else is disturbed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> lines)
    {
        if (Diverted is not null || Framing is not null || IsClosing || _isAside)
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

    private void WriteSlowly(ReadOnlySpan<byte> lines)
    {
        if (IsClosing) return;
        if (Diverted is { } sink) sink.Take(lines);
        else if (_isAside) Keep(lines);
        else if (Framing is { } framing)
        {
            while (!lines.IsEmpty)
            {
                var end = lines.IndexOf((byte)'\n');
                var line = end < 0 ? lines : lines[..end];
                lines = end < 0 ? default : lines[(end + 1)..];
                line = line.TrimEnd((byte)'\r');
                var to = _out.Reserve(framing.FramedLength(line), _pool);
                if (_out.Length + to.Length > SendQueueMax)
                {
                    Node.Overrun(this);
                    return;
                }

                var length = framing.Frame(line, to);
                _out.Commit(length);
                _written += length;
            }

            Node.Touch(this);
        }
        else Queue(lines);
    }

    /// <summary>Queues bytes as they are: handshakes and control frames that are not lines.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => Queue(bytes);

    /// <summary>What was and will be written from <paramref name="from"/> on waits until the log is written up to <paramref name="position"/>.</summary>
    public void Hold(long from, long position)
    {
        if (position <= Node.CommittedPosition) return;
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
        _isMidLine = _out.First[length - 1] != (byte)'\n';
        _sent += length;
        _out.Consume(length, _pool);
    }

    public bool IsDrained => _out.Length == 0;

    /// <summary>Drops what waits, but for the rest of a line that has begun to go out.</summary>
    internal void DropQueue()
    {
        DropBehind();
        _out.KeepFirst(_isMidLine ? _out.First.IndexOf((byte)'\n') + 1 : 0, _pool);
        _written = _sent + _out.Length;
        _holds?.Clear();
    }

    /// <summary>The loop looks after a touched connection: false when it is gone meanwhile.</summary>
    public bool BeginServing()
    {
        IsTouched = false;
        return !IsGone;
    }

    /// <summary>Drops all that waits: the other side had its time to take it.</summary>
    internal void DropAll()
    {
        _out.Clear(_pool);
        _written = _sent;
        _holds?.Clear();
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

/// <summary>Takes whole lines instead of the outbox.</summary>
public interface ILineSink
{
    void Take(ReadOnlySpan<byte> lines);
}

/// <summary>How lines are packed where the stream is not lines already (WebSocket).</summary>
public interface IFraming : IDisposable
{
    /// <summary>The bytes a line takes when packed.</summary>
    int FramedLength(ReadOnlySpan<byte> line);

    /// <summary>Packs one line (without CRLF); returns the bytes written, none while nothing may be said.</summary>
    int Frame(ReadOnlySpan<byte> line, Span<byte> to);

    /// <summary>Unpacks what came: each complete message goes to <paramref name="lines"/> as one line with LF. What must be answered at once goes to the connection.</summary>
    /// <returns>Why the connection is to end; null: it goes on.</returns>
    string? Unframe(ReadOnlySpan<byte> bytes, Connection connection, ref ByteQueue lines, BufferPool pool);

    /// <summary>The last words of the framing itself, before the connection is closed from this side.</summary>
    void Close(Connection connection, string reason);
}
