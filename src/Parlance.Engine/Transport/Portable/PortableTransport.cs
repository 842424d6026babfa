using System.Net;
using System.Net.Sockets;

namespace Parlance.Engine.Transport.Portable;

/// <summary>
/// The transport of systems without epoll: System.Net.Sockets and SslStream on tasks, which hand buffers to the loop. Right, not fast: a hop between threads
/// for everything that comes.
/// </summary>
public sealed class PortableTransport(TransportOptions? given = null) : ITransport
{
    /// <summary>News waiting for the loop past which nobody is accepted.</summary>
    public const int NewsMax = 1024;

    private readonly TransportOptions _options = given ?? new TransportOptions();
    private readonly object _lock = new();
    private readonly Queue<(PortableConnection Connection, News News)> _news = new();
    private readonly LinkedList<PortableConnection> _shaking = new();
    private readonly Dictionary<(string Certificate, string Key), PortableCertificate> _certificates = [];
    private readonly List<PortableListener> _listeners = [];
    private readonly List<PortableConnection?> _connections = [];
    private readonly Stack<int> _free = new();
    private readonly Notice _untrusted = new((given ?? new TransportOptions()).Notice);
    private bool _woken, _disposed;

    public IReadOnlyList<IPEndPoint> Bound => [.. _listeners.Select(l => l.Bound)];

    public void Listen(Listener listener)
    {
        if (Pair(listener) is { } pair && !_certificates.ContainsKey(pair))
        {
            var loaded = PortableCertificate.Load(pair.Certificate, pair.Key, _options.Notice);
            lock (_lock) _certificates[pair] = loaded;
        }

        var opened = PortableListener.Open(listener, _options.Notice);
        _listeners.Add(opened);
        _ = opened.Accept(Begin, () => { lock (_lock) return _news.Count > NewsMax; });
    }

    public void StopListening()
    {
        foreach (var listener in _listeners) listener.Dispose();
        _listeners.Clear();
    }

    public void Poll(int timeoutMilliseconds, ITransportSink sink)
    {
        int count;
        lock (_lock)
        {
            if (_news.Count == 0 && !_woken && timeoutMilliseconds != 0) Monitor.Wait(_lock, timeoutMilliseconds);
            _woken = false;
            count = _news.Count;
        }

        for (; count > 0; count--)
        {
            (PortableConnection connection, News news) next;
            lock (_lock) next = _news.Dequeue();
            Tell(next.connection, next.news, sink);
        }
    }

    public int Send(int connection, ReadOnlySpan<byte> bytes) => Find(connection)?.Send(bytes) ?? -1;

    public void SetReading(int connection, bool reading)
    {
        if (Find(connection) is not { } of) return;
        of.Reading = reading;
        if (!reading || !of.Parked) return;
        of.Parked = false;
        Post(of, News.Received);
    }

    public void StartTls(int connection)
    {
        if (Find(connection) is not { Tls: null, IsShaking: false } of) return;
        if (CertificateOf(of.Listener) is not { } certificate)
        {
            of.Fail(CloseReason.TlsFailed);
            return;
        }

        Shaking(of);
        of.AskTls(certificate);
    }

    public void Close(int connection)
    {
        if (Find(connection) is { } closing) Forget(closing);
    }

    public void Wake()
    {
        lock (_lock)
        {
            _woken = true;
            Monitor.PulseAll(_lock);
        }
    }

    public void ReloadCertificates()
    {
        var fresh = _certificates.Keys.ToDictionary(pair => pair, pair => PortableCertificate.Load(pair.Certificate, pair.Key, _options.Notice));
        lock (_lock)
            foreach (var (pair, certificate) in fresh) _certificates[pair] = certificate;
    }

    public ReadOnlySpan<byte> EndPointHash(int connection) => Find(connection) is { Tls: not null, Certificate: { } certificate } ? certificate.EndPointHash : default;

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        StopListening();
        foreach (var connection in _connections) connection?.Leave();
        lock (_lock)
            foreach (var connection in _shaking) connection.Abort();
    }

    private PortableConnection? Find(int connection) => (uint)connection < (uint)_connections.Count ? _connections[connection] : null;

    private void Tell(PortableConnection connection, News news, ITransportSink sink)
    {
        if (connection.IsGone) return;
        switch (news)
        {
            case News.Opened:
                if (!_free.TryPop(out var id))
                {
                    id = _connections.Count;
                    _connections.Add(null);
                }

                _connections[connection.Id = id] = connection;
                sink.Opened(id, connection.Peer);
                break;
            case News.Received when connection.IsShaking:
                connection.Take(taken: false);
                break;
            case News.Received when !connection.Reading:
                connection.Parked = true;
                break;
            case News.Received:
                sink.Received(connection.Id, connection.Came);
                connection.Take(taken: true);
                break;
            case News.Writable:
                sink.Writable(connection.Id);
                break;
            case News.Secured:
                sink.Secured(connection.Id, connection.Peer);
                if (!connection.IsGone && connection.TakeBlocked()) sink.Writable(connection.Id);
                break;
            case News.Closed:
                Forget(connection);
                sink.Closed(connection.Id, connection.Reason);
                break;
            case News.SendFailed when connection.Parked:   // its reader waits for us and will not find out
                Forget(connection);
                sink.Closed(connection.Id, CloseReason.Reset);
                break;
            case News.Refused:
                connection.Abort();
                sink.Refused(connection.Peer, connection.Reason);
                break;
        }
    }

    private void Forget(PortableConnection connection)
    {
        _connections[connection.Id] = null;
        _free.Push(connection.Id);
        connection.Leave();
    }

    private void Post(PortableConnection connection, News news)
    {
        lock (_lock)
        {
            if (news is not (News.Received or News.Writable)) _shaking.Remove(connection);
            _news.Enqueue((connection, news));
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>On an accepting task.</summary>
    private void Begin(Socket socket, Listener listener)
    {
        PortableConnection connection;
        try
        {
            connection = new PortableConnection(socket, listener, _options, Post);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            socket.Dispose();   // it left already
            return;
        }

        if (listener.ProxyProtocol && !listener.TrustedProxies.Any(network => network.Contains(connection.From.Address)))
        {
            _untrusted.Say($"{connection.From.Address} is not in trusted_proxies of {listener}: its connection was closed.");
            connection.Reject();
            return;
        }

        connection.Certificate = CertificateOf(listener);
        if (listener.Tls) Shaking(connection);
        _ = Task.Run(connection.Run);
    }

    /// <summary>Notes who is in a handshake; the oldest of too many is given up.</summary>
    private void Shaking(PortableConnection connection)
    {
        lock (_lock)
        {
            _shaking.AddLast(connection);
            if (_shaking.Count <= _options.HandshakesMax) return;
            _shaking.First!.Value.Abort();
            _shaking.RemoveFirst();
        }
    }

    private PortableCertificate? CertificateOf(Listener listener)
    {
        if (Pair(listener) is not { } pair) return null;
        lock (_lock) return _certificates.GetValueOrDefault(pair);
    }

    private static (string Certificate, string Key)? Pair(Listener listener) => Tls.TlsContexts.Pair(listener);
}
