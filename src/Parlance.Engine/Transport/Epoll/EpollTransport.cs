using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parlance.Engine.Tls;

namespace Parlance.Engine.Transport.Epoll;

/// <summary>
/// The transport of Linux: level-triggered epoll and non-blocking sockets on the loop's own thread, one receive buffer for all of them.
/// A readable connection costs one <c>recv</c>, a delivery one <c>send</c>; neither allocates.
/// </summary>
public sealed unsafe class EpollTransport : ITransport
{
    /// <summary>Connections taken from one listener in one round, so that a storm of them does not starve those that are here.</summary>
    public const int AcceptPerRoundMax = 64;

    private const ulong WakeKey = uint.MaxValue;   // listeners have keys from 0; connections have a generation above

    private readonly TransportOptions _options;
    private readonly EpollSet _epoll = new();
    private readonly WakeDescriptor _wake = new();
    private readonly ConnectionTable _connections = new();
    private readonly EpollListeners _listeners;
    private readonly List<EpollConnection> _failing = [];
    private readonly Queue<EpollConnection> _pending = new();
    private readonly Queue<(ulong Key, long Until)> _headers = new();
    private readonly TlsContexts _contexts;
    private readonly Notice _untrusted;
    private readonly byte[] _pinned;
    private readonly byte* _buffer;
    private Handshakes? _handshakes;
    private bool _disposed;

    public EpollTransport(TransportOptions? options = null)
    {
        _options = options ?? new TransportOptions();
        _listeners = new EpollListeners(_epoll, _options.Notice);
        _untrusted = new Notice(_options.Notice);
        _contexts = new TlsContexts(_options.Notice);
        _pinned = GC.AllocateUninitializedArray<byte>(_options.ReadPerRoundMax, pinned: true);
        _buffer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_pinned));
        _epoll.Add(_wake.Fd, EpollSet.In, WakeKey);
    }

    public IReadOnlyList<IPEndPoint> Bound => _listeners.Bound;

    public void Listen(Listener listener)
    {
        _contexts.Load(listener);
        if (_contexts.Find(listener) is not null) _handshakes ??= new Handshakes(_options, Wake);
        _listeners.Open(listener);
    }

    public void StopListening() => _listeners.CloseAll();

    public void Poll(int timeoutMilliseconds, ITransportSink sink)
    {
        var ready = _epoll.Wait(_failing.Count + _pending.Count > 0 ? 0 : Sooner(timeoutMilliseconds));
        if (_failing.Count > 0) GiveUpFailing(sink);
        if (_pending.Count > 0) ReadPending(sink);

        for (var i = 0; i < ready; i++)
        {
            var key = _epoll.Key(i);
            if (key == WakeKey) _wake.Hear();
            else if (key >> 32 == 0) Accept((int)key, sink);
            else if (_connections.Find(key) is { } connection) Serve(connection, _epoll.Events(i), sink);
        }

        while (_handshakes is not null && _handshakes.TryTake(out var ended)) TakeBack(ended, sink);
        if (_headers.Count > 0) GiveUpHeaders(sink);
        if (_listeners.Paused) _listeners.Resume();
    }

    public int Send(int connection, ReadOnlySpan<byte> bytes)
    {
        if (_connections[connection] is not { } to || to.Failing is not null) return -1;
        if (bytes.IsEmpty) return 0;

        int sent;
        fixed (byte* from = bytes)
            sent = to.Stage == Stage.Handshake ? IoResult.Blocked : to.Tls is { } tls ? tls.Write(from, bytes.Length) : PlainSocket.Write(to.Fd, from, bytes.Length);

        if (sent == bytes.Length) return sent;
        if (sent < 0 && sent != IoResult.NeedsRead) return Fail(to, IoResult.Reason(sent));

        to.WriteNeedsRead = sent == IoResult.NeedsRead;
        to.Blocked = !to.WriteNeedsRead;
        if (to.Stage == Stage.Open) Watch(to);
        return Math.Max(0, sent);
    }

    public void SetReading(int connection, bool reading)
    {
        if (_connections[connection] is not { } of) return;
        of.Reading = reading;
        if (!reading || of.Stage != Stage.Open) return;   // stopping waits for the next event: a pause of less than a round costs nothing
        Watch(of);
        if (of.Tls is { HasPending: true }) Queue(of);
    }

    public void StartTls(int connection)
    {
        if (_connections[connection] is not { Stage: Stage.Open, Tls: null, Failing: null } of) return;
        if (of.Blocked || _contexts.Find(of.Listener) is not { } context)
        {
            Fail(of, CloseReason.TlsFailed);
            return;
        }

        Shake(of, context);
    }

    public void Close(int connection)
    {
        if (_connections[connection] is not { } closing) return;
        var withWorker = closing.Stage == Stage.Handshake;
        Forget(closing);
        if (withWorker)
        {
            Libc.shutdown(closing.Fd, Libc.ShutBoth);   // the worker notices and gives the socket back
            return;
        }

        closing.Tls?.Close(sayEnd: true);
        PlainSocket.Close(closing.Fd);
    }

    public bool TryExportKeyingMaterial(int connection, Span<byte> to) => _connections[connection] is { Stage: Stage.Open, Tls: { } tls } && tls.TryExport(to);

    public int ClientFinished(int connection, Span<byte> to) => _connections[connection] is { Stage: Stage.Open, Tls: { } tls } ? tls.ClientFinished(to) : 0;

    public ReadOnlySpan<byte> EndPointHash(int connection) => _connections[connection] is { Tls: { } tls } ? tls.EndPointHash : default;

    public void Wake() => _wake.Ring();

    public void ReloadCertificates() => _contexts.Reload();

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        foreach (var connection in _connections.All()) Close(connection.Id);
        _handshakes?.Stop();
        while (_handshakes is not null && _handshakes.TryTake(out var ended)) Drop(ended);
        _handshakes?.Dispose();
        _contexts.Dispose();
        _listeners.Dispose();
        _wake.Dispose();
        _epoll.Dispose();
    }

    private void Accept(int index, ITransportSink sink)
    {
        for (var i = 0; i < AcceptPerRoundMax && _listeners[index] is { PausedUntil: 0 } listener; i++)   // the sink may begin a drain
        {
            if (listener.Listener.Tls && _handshakes is { IsFull: true }) _listeners.Pause(listener);
            else if (_listeners.TryAccept(listener, out var fd, out var address, out var port)) Begin(fd, listener.Listener, address, port, sink);
            else return;
        }
    }

    private void Begin(int fd, Listener listener, IPAddress address, int port, ITransportSink sink)
    {
        var connection = _connections.Add(fd, listener, address, port);
        if (!listener.ProxyProtocol) Admit(connection, sink);
        else if (!IsTrusted(listener, address))
        {
            _untrusted.Say($"{address} is not in trusted_proxies of {listener}: its connection was closed.");
            Lose(connection, CloseReason.ProxyHeader, sink);
        }
        else
        {
            connection.Stage = Stage.ProxyHeader;
            _epoll.Add(fd, EpollSet.In | EpollSet.Edge, connection.Key);   // the header is only looked at until it is whole: each news once
            _headers.Enqueue((connection.Key, Environment.TickCount64 + (long)_options.ProxyHeaderTimeout.TotalMilliseconds));
        }
    }

    /// <summary>Starts TLS or tells the owner.</summary>
    private void Admit(EpollConnection connection, ITransportSink sink)
    {
        if (connection.Listener.Tls) Shake(connection, _contexts.Find(connection.Listener)!);
        else Announce(connection, null, null, sink);
    }

    private void Announce(EpollConnection connection, string? fingerprint, string? description, ITransportSink sink)
    {
        var first = !connection.Announced;
        connection.Announced = true;
        connection.Stage = Stage.Open;
        Watch(connection);
        var peer = new Peer(connection.Listener, connection.Address, connection.Port, connection.Tls is not null, fingerprint, description);
        if (first) sink.Opened(connection.Id, peer);
        else sink.Secured(connection.Id, peer);
    }

    private void Shake(EpollConnection connection, TlsContext context)
    {
        if (connection.Watched != EpollConnection.Unwatched) _epoll.Remove(connection.Fd);
        connection.Watched = EpollConnection.Unwatched;
        connection.Stage = Stage.Handshake;
        _handshakes!.Begin(connection, context);
    }

    private void TakeBack(in Handshaken ended, ITransportSink sink)
    {
        var connection = ended.Connection;
        if (connection.Stage == Stage.Gone) Drop(ended);
        else if (ended.Session is null) Lose(connection, ended.Reason, sink);
        else
        {
            connection.Tls = ended.Session;
            Announce(connection, ended.Fingerprint, ended.Description, sink);
            if (connection is { Stage: Stage.Open, Tls.HasPending: true }) Queue(connection);
        }
    }

    private static void Drop(in Handshaken ended)
    {
        ended.Session?.Close(sayEnd: false);
        Libc.close(ended.Connection.Fd);
    }

    private static bool IsTrusted(Listener listener, IPAddress address)
    {
        foreach (var network in listener.TrustedProxies)
            if (network.Contains(address)) return true;
        return false;
    }

    private void ReadHeader(EpollConnection connection, ITransportSink sink)
    {
        var length = PlainSocket.Peek(connection.Fd, _buffer, ProxyHeader.LengthMax);
        if (length == IoResult.Blocked) return;

        ProxyHeader header = default;
        var parsed = length < 0 ? ProxyParse.Malformed : ProxyHeader.TryParse(new ReadOnlySpan<byte>(_buffer, length), out header, out length);
        if (parsed == ProxyParse.Malformed) Lose(connection, CloseReason.ProxyHeader, sink);
        if (parsed != ProxyParse.Done) return;

        PlainSocket.Read(connection.Fd, _buffer, length);   // exactly the header; what follows is for TLS or the owner
        if (header.Source is { } source)
        {
            connection.Address = source;
            connection.Port = (ushort)header.SourcePort;
        }

        _epoll.Remove(connection.Fd);
        Admit(connection, sink);
    }

    private void GiveUpHeaders(ITransportSink sink)
    {
        var now = Environment.TickCount64;
        while (_headers.TryPeek(out var oldest) && oldest.Until <= now)
        {
            _headers.Dequeue();
            if (_connections.Find(oldest.Key) is { Stage: Stage.ProxyHeader } late) Lose(late, CloseReason.ProxyHeader, sink);
        }
    }

    private void Serve(EpollConnection connection, uint events, ITransportSink sink)
    {
        if (connection.Stage == Stage.ProxyHeader)
        {
            ReadHeader(connection, sink);
            return;
        }

        if ((events & EpollSet.Out) != 0)
        {
            if (connection.ReadNeedsWrite) events |= EpollSet.In;
            connection.ReadNeedsWrite = false;
            if (connection.Blocked) TellWritable(connection, sink);
        }

        if ((events & ~EpollSet.Out) == 0 || connection.Stage != Stage.Open) return;
        Read(connection, events, sink);
        if (connection is { Stage: Stage.Open, WriteNeedsRead: true }) TellWritable(connection, sink);
    }

    private void TellWritable(EpollConnection connection, ITransportSink sink)
    {
        connection.Blocked = connection.WriteNeedsRead = false;
        sink.Writable(connection.Id);
        if (connection.Stage == Stage.Open) Watch(connection);
    }

    private void Read(EpollConnection connection, uint events, ITransportSink sink)
    {
        if (!connection.Reading)
        {
            if ((events & (EpollSet.Error | EpollSet.HungUp)) != 0) Lose(connection, CloseReason.Reset, sink);
            else Watch(connection);
            return;
        }

        var length = connection.Tls is { } tls ? ReadTls(connection, tls) : PlainSocket.Read(connection.Fd, _buffer, _pinned.Length);
        if (length > 0) sink.Received(connection.Id, new ReadOnlySpan<byte>(_buffer, length));
        else if (length != IoResult.Blocked) Lose(connection, IoResult.Reason(length), sink);
    }

    /// <summary>Reads what one call brought into the TLS layer. What then remains inside, the kernel does not announce: it is queued for the next round.</summary>
    private int ReadTls(EpollConnection connection, TlsSession tls)
    {
        int total = 0, result;
        do
        {
            result = tls.Read(_buffer + total, _pinned.Length - total);
            if (result > 0) total += result;
        }
        while (result > 0 && total < _pinned.Length && tls.HasPending);

        if (result == IoResult.NeedsWrite)
        {
            connection.ReadNeedsWrite = true;
            Watch(connection);
            result = IoResult.Blocked;
        }

        if (total == 0) return result;
        if (total == _pinned.Length || result < 0) Queue(connection);
        return total;
    }

    private void Queue(EpollConnection connection)
    {
        if (connection.Queued) return;
        connection.Queued = true;
        _pending.Enqueue(connection);
    }

    private void ReadPending(ITransportSink sink)
    {
        for (var left = _pending.Count; left > 0; left--)
        {
            var connection = _pending.Dequeue();
            connection.Queued = false;
            if (connection is { Stage: Stage.Open, Reading: true }) Read(connection, EpollSet.In, sink);
        }
    }

    private int Fail(EpollConnection connection, CloseReason reason)
    {
        connection.Failing = reason;
        _failing.Add(connection);
        return -1;
    }

    /// <summary>A failed send is told here, after what the other side had still said (a QUIT before it went).</summary>
    private void GiveUpFailing(ITransportSink sink)
    {
        for (var i = 0; i < _failing.Count; i++)   // the sink's own sends may add to it
        {
            var connection = _failing[i];
            if (connection is { Stage: Stage.Open, Failing: CloseReason.Reset }) Read(connection, EpollSet.Error, sink);
            if (connection.Stage == Stage.Open) Lose(connection, connection.Failing!.Value, sink);
        }

        _failing.Clear();
    }

    private void Lose(EpollConnection connection, CloseReason reason, ITransportSink sink)
    {
        Forget(connection);
        connection.Tls?.Close(sayEnd: reason == CloseReason.EndOfStream);
        Libc.close(connection.Fd);
        if (connection.Announced) sink.Closed(connection.Id, reason);
        else sink.Refused(new Peer(connection.Listener, connection.Address, connection.Port), reason);
    }

    private void Forget(EpollConnection connection)
    {
        connection.Stage = Stage.Gone;
        _connections.Remove(connection);
    }

    /// <summary>Tells the kernel what to watch, if that changed.</summary>
    private void Watch(EpollConnection connection)
    {
        var wanted = (connection.Reading || connection.WriteNeedsRead ? EpollSet.In : 0) | (connection.Blocked || connection.ReadNeedsWrite ? EpollSet.Out : 0);
        if (wanted == connection.Watched) return;
        if (connection.Watched == EpollConnection.Unwatched) _epoll.Add(connection.Fd, wanted, connection.Key);
        else _epoll.Change(connection.Fd, wanted, connection.Key);
        connection.Watched = wanted;
    }

    /// <summary>The caller's timeout, or ours when something here is due before it.</summary>
    private int Sooner(int timeout)
    {
        if (!_listeners.Paused && _headers.Count == 0) return timeout;
        var due = _listeners.Paused ? EpollListeners.Due : int.MaxValue;
        if (_headers.TryPeek(out var oldest)) due = (int)Math.Clamp(oldest.Until - Environment.TickCount64, 0, due);
        return timeout < 0 ? due : Math.Min(timeout, due);
    }
}
