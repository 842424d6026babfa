using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parlance.Engine.Transport.Epoll;

/// <summary>
/// The transport of Linux: level-triggered epoll and non-blocking sockets on the loop's own thread, one receive buffer for all of them.
/// A readable connection costs one <c>recv</c>, a delivery one <c>send</c>; neither allocates.
/// </summary>
public sealed unsafe class EpollTransport : ITransport
{
    /// <summary>Connections taken from one listener in one round, so that a storm of them does not starve those that are here.</summary>
    public const int AcceptPerRoundMax = 64;

    private const int PauseMilliseconds = 100;
    private const ulong WakeKey = uint.MaxValue;   // listeners have keys from 0; connections have a generation above

    private readonly TransportOptions _options;
    private readonly EpollSet _epoll = new();
    private readonly WakeDescriptor _wake = new();
    private readonly SpareDescriptor _spare = new();
    private readonly ConnectionTable _connections = new();
    private readonly List<EpollListener> _listeners = [];
    private readonly List<EpollConnection> _failing = [];
    private readonly Notice _outOfDescriptors;
    private readonly byte[] _pinned;
    private readonly byte* _buffer;
    private bool _paused, _disposed;

    public EpollTransport(TransportOptions? options = null)
    {
        _options = options ?? new TransportOptions();
        _outOfDescriptors = new Notice(_options.Notice);
        _pinned = GC.AllocateUninitializedArray<byte>(_options.ReadPerRoundMax, pinned: true);
        _buffer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_pinned));
        _epoll.Add(_wake.Fd, EpollSet.In, WakeKey);
    }

    public IReadOnlyList<IPEndPoint> Bound => [.. _listeners.Select(l => l.Bound)];

    public void Listen(Listener listener)
    {
        var opened = EpollListener.Open(listener);
        _listeners.Add(opened);
        _epoll.Add(opened.Fd, EpollSet.In, (ulong)(_listeners.Count - 1));
    }

    public void StopListening()
    {
        foreach (var listener in _listeners) listener.Dispose();
        _listeners.Clear();
        _paused = false;
    }

    public void Poll(int timeoutMilliseconds, ITransportSink sink)
    {
        var ready = _epoll.Wait(_failing.Count > 0 ? 0 : Sooner(timeoutMilliseconds));
        if (_failing.Count > 0) GiveUpFailing(sink);

        for (var i = 0; i < ready; i++)
        {
            var key = _epoll.Key(i);
            if (key == WakeKey) _wake.Hear();
            else if (key >> 32 == 0) Accept((int)key, sink);
            else if (_connections.Find(key) is { } connection) Serve(connection, _epoll.Events(i), sink);
        }

        if (_paused) ResumeListeners();
    }

    public int Send(int connection, ReadOnlySpan<byte> bytes)
    {
        if (_connections[connection] is not { Stage: Stage.Open } to || to.Failing) return -1;
        if (bytes.IsEmpty) return 0;

        nint sent;
        fixed (byte* from = bytes) sent = Libc.send(to.Fd, from, bytes.Length, Libc.DontWait | Libc.NoSignal);
        if (sent == bytes.Length) return bytes.Length;
        if (sent < 0 && Libc.Errno is not (Libc.EAGAIN or Libc.EINTR))
        {
            to.Failing = true;
            _failing.Add(to);
            return -1;
        }

        to.Blocked = true;
        Watch(to);
        return (int)Math.Max(0, sent);
    }

    public void SetReading(int connection, bool reading)
    {
        if (_connections[connection] is not { } of) return;
        of.Reading = reading;
        if (reading && of.Stage == Stage.Open) Watch(of);   // stopping waits for the next event: a pause of less than a round costs nothing
    }

    public void StartTls(int connection) => throw new NotSupportedException();

    public void Close(int connection)
    {
        if (_connections[connection] is not { } closing) return;
        Forget(closing);

        // Unread bytes would make the kernel reset the connection and throw away what was sent last: say the end first, discard what is there.
        Libc.shutdown(closing.Fd, Libc.ShutWrite);
        Libc.recv(closing.Fd, null, 1 << 20, Libc.DontWait | Libc.Truncate);
        Libc.close(closing.Fd);
    }

    public void Wake() => _wake.Ring();

    public void ReloadCertificates()
    {
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        StopListening();
        foreach (var connection in _connections.All()) Close(connection.Id);
        _spare.Dispose();
        _wake.Dispose();
        _epoll.Dispose();
    }

    private void Accept(int index, ITransportSink sink)
    {
        if (index >= _listeners.Count) return;   // the drain began in this round
        var listener = _listeners[index];
        Span<byte> address = stackalloc byte[SocketAddresses.LengthMax];

        for (var i = 0; i < AcceptPerRoundMax; i++)
        {
            var fd = listener.Accept(address);
            if (fd >= 0)
            {
                Begin(fd, listener.Listener, SocketAddresses.Read(address, out var port), port, sink);
                if (index >= _listeners.Count) return;
            }
            else if (-fd is Libc.EAGAIN) return;
            else if (-fd is Libc.EMFILE or Libc.ENFILE)
            {
                _outOfDescriptors.Say($"no descriptor for a new connection ({Libc.Say(-fd)}): it was refused. Raise the limit (systemd: LimitNOFILE) or lower the number of clients.");
                if (!_spare.Refuse(listener)) Pause(listener);
                if (listener.PausedUntil != 0) return;
            }
            else if (-fd is Libc.ENOBUFS or Libc.ENOMEM)
            {
                Pause(listener);
                return;
            }
        }
    }

    private void Begin(int fd, Listener listener, IPAddress address, int port, ITransportSink sink)
    {
        var connection = _connections.Add(fd, listener, address, port);
        connection.Stage = Stage.Open;
        Watch(connection);
        connection.Announced = true;
        sink.Opened(connection.Id, new Peer(listener, address, port));
    }

    private void Serve(EpollConnection connection, uint events, ITransportSink sink)
    {
        if ((events & EpollSet.Out) != 0 && connection.Blocked)
        {
            connection.Blocked = false;
            sink.Writable(connection.Id);
            if (connection.Stage == Stage.Open) Watch(connection);
        }

        if ((events & ~EpollSet.Out) != 0 && connection.Stage == Stage.Open) Read(connection, events, sink);
    }

    private void Read(EpollConnection connection, uint events, ITransportSink sink)
    {
        if (!connection.Reading)
        {
            if ((events & (EpollSet.Error | EpollSet.HungUp)) != 0) Lose(connection, CloseReason.Reset, sink);
            else Watch(connection);
            return;
        }

        var length = (int)Libc.recv(connection.Fd, _buffer, _pinned.Length, Libc.DontWait);
        if (length > 0) sink.Received(connection.Id, new ReadOnlySpan<byte>(_buffer, length));
        else if (length == 0) Lose(connection, CloseReason.EndOfStream, sink);
        else if (Libc.Errno is not (Libc.EAGAIN or Libc.EINTR)) Lose(connection, CloseReason.Reset, sink);
    }

    /// <summary>A failed send is told here, after what the other side had still said (a QUIT before it went).</summary>
    private void GiveUpFailing(ITransportSink sink)
    {
        for (var i = 0; i < _failing.Count; i++)   // the sink's own sends may add to it
        {
            var connection = _failing[i];
            if (connection.Stage == Stage.Open) Read(connection, EpollSet.Error, sink);
            if (connection.Stage == Stage.Open) Lose(connection, CloseReason.Reset, sink);
        }

        _failing.Clear();
    }

    private void Lose(EpollConnection connection, CloseReason reason, ITransportSink sink)
    {
        Forget(connection);
        Libc.close(connection.Fd);
        sink.Closed(connection.Id, reason);
    }

    private void Forget(EpollConnection connection)
    {
        connection.Stage = Stage.Gone;
        _connections.Remove(connection);
    }

    /// <summary>Tells the kernel what to watch, if that changed.</summary>
    private void Watch(EpollConnection connection)
    {
        var wanted = (connection.Reading ? EpollSet.In : 0) | (connection.Blocked ? EpollSet.Out : 0);
        if (wanted == connection.Watched) return;
        if (connection.Watched == EpollConnection.Unwatched) _epoll.Add(connection.Fd, wanted, connection.Key);
        else _epoll.Change(connection.Fd, wanted, connection.Key);
        connection.Watched = wanted;
    }

    private void Pause(EpollListener listener)
    {
        listener.PausedUntil = Environment.TickCount64 + PauseMilliseconds;
        _epoll.Remove(listener.Fd);
        _paused = true;
    }

    private void ResumeListeners()
    {
        var now = Environment.TickCount64;
        _paused = false;
        for (var i = 0; i < _listeners.Count; i++)
        {
            var listener = _listeners[i];
            if (listener.PausedUntil > now) _paused = true;
            else if (listener.PausedUntil != 0)
            {
                listener.PausedUntil = 0;
                _epoll.Add(listener.Fd, EpollSet.In, (ulong)i);
            }
        }
    }

    private int Sooner(int timeout) => !_paused ? timeout : timeout < 0 ? PauseMilliseconds : Math.Min(timeout, PauseMilliseconds);
}
