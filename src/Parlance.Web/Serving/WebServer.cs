using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parlance.Engine;
using Parlance.Engine.Transport;
using Parlance.Web.Http;
using Parlance.Web.Security;

namespace Parlance.Web.Serving;

/// <summary>The HTTP side of a node: Kestrel without a host around it, and the endpoints that are found in this assembly. It holds no state of the chat.</summary>
public sealed class WebServer : IAsyncDisposable
{
    /// <summary>Connections at a time; listeners of the stream are among them.</summary>
    public const int ConnectionsMax = 2_048;

    /// <summary>Bytes that the kernel keeps for a client that does not read.</summary>
    public const int SendBufferMax = 64 << 10;

    /// <summary>Bytes of answers that wait in a connection's own buffer: a thousand who do not read shall cost little.</summary>
    public const int ResponseBufferMax = 16 << 10;

    private const int HeadersLengthMax = 16 << 10;
    private const int HeadersMax = 64;
    private const int RequestLineMax = 8 << 10;

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Certificates> _certificates = [];
    private readonly List<Socket> _sockets = [];
    private readonly KestrelServer _kestrel;
    private readonly Application _application;
    private readonly WebParts _parts;
    private readonly IReadOnlyList<WebListener> _listeners;

    /// <param name="parts">Makes what endpoints work with, given the server's own.</param>
    /// <param name="listeners">Where to listen.</param>
    /// <param name="notice">Lines for the server's own log.</param>
    public WebServer(Func<WebServer, WebParts> parts, IReadOnlyList<WebListener> listeners, Action<string> notice)
    {
        _listeners = listeners;
        Routes = new(() => new(Endpoints(_parts!)));
        _parts = parts(this);
        _application = new(_parts, Routes, notice, _stopping.Token);
        _kestrel = new(Options.Create(Configure()), new SocketTransportFactory(Options.Create(new SocketTransportOptions { CreateBoundListenSocket = Bind }), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }

    /// <summary>Made for the first request.</summary>
    public Lazy<Routes> Routes { get; }

    public WebParts Parts => _parts;

    public bool IsDraining => _stopping.IsCancellationRequested;

    /// <summary>Where it listens, in the order of the configuration.</summary>
    public IReadOnlyList<IPEndPoint> Bound => [.. _sockets.Select(socket => (IPEndPoint)socket.LocalEndPoint!)];

    /// <exception cref="ListenException">A port is in use, or not to be had.</exception>
    /// <exception cref="CertificateException">A certificate cannot be used.</exception>
    public async Task Start()
    {
        foreach (var certificates in _certificates) certificates.Load();
        try
        {
            await _kestrel.StartAsync(_application, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or SocketException && e is not ListenException)
        {
            throw new ListenException($"a port of [[listen.http]] cannot be opened: {e.Message} Change the port, or end what uses it.", e);
        }
    }

    /// <exception cref="CertificateException">A certificate cannot be used; the old ones stay.</exception>
    public void ReloadCertificates()
    {
        foreach (var certificates in _certificates) certificates.Load();
    }

    /// <summary>Says at <c>/readyz</c> that it goes, ends the streams, lets answers go out.</summary>
    public async Task Stop(TimeSpan within)
    {
        await _stopping.CancelAsync();
        using var patience = new CancellationTokenSource(within);
        await _kestrel.StopAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _kestrel.Dispose();
        _parts.Feed.Dispose();
        _parts.Log.Dispose();
        _parts.Login.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Every class of endpoints there is: one new file is all that a new one takes.</summary>
    internal static IEnumerable<Endpoint> Endpoints(WebParts parts) =>
        typeof(WebServer).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IEndpoints)))
            .SelectMany(type => ((IEndpoints)Activator.CreateInstance(type, parts)!).All);

    private KestrelServerOptions Configure()
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false, ApplicationServices = new NoServices() };
        options.Limits.MaxConcurrentConnections = ConnectionsMax;
        options.Limits.MaxConcurrentUpgradedConnections = ConnectionsMax;
        options.Limits.MaxRequestBodySize = Call.BodyLengthMax;
        options.Limits.MaxRequestHeadersTotalSize = HeadersLengthMax;
        options.Limits.MaxRequestHeaderCount = HeadersMax;
        options.Limits.MaxRequestLineSize = RequestLineMax;
        options.Limits.MaxResponseBufferSize = ResponseBufferMax;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        foreach (var listener in _listeners) options.Listen(listener.Address, listener.Port, listen => Configure(listen, listener));
        return options;
    }

    private void Configure(ListenOptions listen, WebListener listener)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (!listener.Tls) return;
        var certificates = new Certificates(listener);
        _certificates.Add(certificates);
        ((IConnectionBuilder)listen).Use(next => connection => TlsConnections.Serve(connection, certificates, next));
    }

    private Socket Bind(EndPoint at)
    {
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(at);
            socket.SendBufferSize = SendBufferMax;
            _sockets.Add(socket);
            return socket;
        }
        catch (SocketException e)
        {
            var remedy = e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "Another program uses the port; end it, or change the port.",
                SocketError.AccessDenied => "Ports below 1024 need CAP_NET_BIND_SERVICE; choose a higher one, or grant it.",
                SocketError.AddressNotAvailable => "This machine does not have the address; correct it.",
                _ => "Correct address and port.",
            };
            throw new ListenException($"cannot listen on {at} (http): {e.Message}. {remedy}", e);
        }
    }

    /// <summary>Kestrel asks for a logger and gets one that is silent.</summary>
    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(ILoggerFactory) ? NullLoggerFactory.Instance : null;
    }
}
