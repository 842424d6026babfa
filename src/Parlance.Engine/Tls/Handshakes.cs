using System.Collections.Concurrent;
using Parlance.Engine.Transport;
using Parlance.Engine.Transport.Epoll;

namespace Parlance.Engine.Tls;

/// <summary>A handshake's end: the session, or null and why.</summary>
internal readonly record struct Handshaken(EpollConnection Connection, TlsSession? Session, CloseReason Reason, string? Fingerprint, string? Description);

/// <summary>
/// TLS handshakes, driven on a thread of their own so that public-key work never holds up the loop. A connection that says nothing costs a table entry;
/// one that takes too long, or is the oldest of too many, is given up.
/// </summary>
internal sealed class Handshakes : IDisposable
{
    private const ulong WakeKey = ulong.MaxValue;
    private const int Niceness = 5;

    private readonly TransportOptions _options;
    private readonly Action _done;
    private readonly EpollSet _epoll = new();
    private readonly WakeDescriptor _wake = new();
    private readonly ConcurrentQueue<Handshake> _asked = new();
    private readonly ConcurrentQueue<Handshaken> _ended = new();
    private readonly Dictionary<int, Handshake> _active = [];
    private readonly LinkedList<Handshake> _oldestFirst = new();
    private readonly Thread _worker;
    private int _held;
    private volatile bool _stop;

    /// <param name="options">Time and number allowed.</param>
    /// <param name="done">Called on the worker after something ended; wakes the loop.</param>
    public Handshakes(TransportOptions options, Action done)
    {
        _options = options;
        _done = done;
        _epoll.Add(_wake.Fd, EpollSet.In, WakeKey);
        _worker = new Thread(Run) { IsBackground = true, Name = "tls handshakes" };
        _worker.Start();
    }

    /// <summary>More wait than the worker may hold: listeners should wait.</summary>
    public bool IsFull => Volatile.Read(ref _held) >= 2 * _options.HandshakesMax;

    /// <summary>Hands a connected socket to the worker, which owns it until it comes back by <see cref="TryTake"/>.</summary>
    public void Begin(EpollConnection connection, TlsContext context)
    {
        context.Retain();
        Interlocked.Increment(ref _held);
        _asked.Enqueue(new Handshake(connection, context, Environment.TickCount64 + (long)_options.HandshakeTimeout.TotalMilliseconds));
        _wake.Ring();
    }

    public bool TryTake(out Handshaken ended)
    {
        if (!_ended.TryDequeue(out ended)) return false;
        Interlocked.Decrement(ref _held);
        return true;
    }

    /// <summary>Ends the worker; afterwards <see cref="TryTake"/> gives back every socket it held.</summary>
    public void Stop()
    {
        if (_stop) return;
        _stop = true;
        _wake.Ring();
        _worker.Join();
    }

    public void Dispose()
    {
        Stop();
        _epoll.Dispose();
        _wake.Dispose();
    }

    private void Run()
    {
        if (OperatingSystem.IsLinux()) Libc.setpriority(0, 0, Niceness);   // 0: the calling thread
        while (!_stop)
        {
            var ready = _epoll.Wait(UntilOldest());
            for (var i = 0; i < ready; i++)
            {
                if (_epoll.Key(i) == WakeKey) _wake.Hear();
                else if (_active.TryGetValue((int)_epoll.Key(i), out var handshake)) Advance(handshake);
            }

            while (_asked.TryDequeue(out var next)) Start(next);
            while (_oldestFirst.First is { } oldest && oldest.Value.GiveUpAt <= Environment.TickCount64) End(oldest.Value, null, IoResult.TlsFailed);
        }

        while (_asked.TryDequeue(out var next)) Start(next);
        while (_oldestFirst.First is { } left) End(left.Value, null, IoResult.TlsFailed);
    }

    private int UntilOldest() =>
        _oldestFirst.First is { } oldest ? (int)Math.Clamp(oldest.Value.GiveUpAt - Environment.TickCount64, 0, int.MaxValue) : -1;

    private void Start(Handshake handshake)
    {
        if (_active.Count >= _options.HandshakesMax) End(_oldestFirst.First!.Value, null, IoResult.TlsFailed);

        var fd = handshake.Connection.Fd;
        _active[fd] = handshake;
        _oldestFirst.AddLast(handshake.Place);
        // Nothing of OpenSSL is made before the first byte: silence is cheap.
        if (!_epoll.Add(fd, EpollSet.In | EpollSet.OneShot, (ulong)fd)) End(handshake, null, IoResult.Reset);
    }

    private void Advance(Handshake handshake)
    {
        var session = handshake.Session ??= handshake.Context.Open(handshake.Connection.Fd);
        if (session is null)
        {
            End(handshake, null, IoResult.Reset);
            return;
        }

        var result = session.Accept();
        switch (result)
        {
            case > 0:
                End(handshake, session, result);
                break;
            case IoResult.Blocked:
                _epoll.Change(handshake.Connection.Fd, EpollSet.In | EpollSet.OneShot, (ulong)handshake.Connection.Fd);
                break;
            case IoResult.NeedsWrite:
                _epoll.Change(handshake.Connection.Fd, EpollSet.Out | EpollSet.OneShot, (ulong)handshake.Connection.Fd);
                break;
            default:
                End(handshake, null, result);
                break;
        }
    }

    private void End(Handshake handshake, TlsSession? session, int result)
    {
        _active.Remove(handshake.Connection.Fd);
        _oldestFirst.Remove(handshake.Place);
        _epoll.Remove(handshake.Connection.Fd);
        handshake.Context.Release();
        if (session is null) handshake.Session?.Close(sayEnd: false);
        _ended.Enqueue(new Handshaken(handshake.Connection, session, IoResult.Reason(result), session?.Fingerprint(), session?.Describe()));
        _done();
    }

    private sealed class Handshake
    {
        public Handshake(EpollConnection connection, TlsContext context, long giveUpAt)
        {
            Connection = connection;
            Context = context;
            GiveUpAt = giveUpAt;
            Place = new LinkedListNode<Handshake>(this);
        }

        public EpollConnection Connection { get; }
        public TlsContext Context { get; }
        public long GiveUpAt { get; }
        public LinkedListNode<Handshake> Place { get; }
        public TlsSession? Session { get; set; }
    }
}
