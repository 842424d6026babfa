using System.Net;
using Parlance.Engine.Security.Sasl;

namespace Parlance.Engine.Transport;

/// <summary>
/// The sockets of the node loop: readiness in, bytes out. Two implementations stand behind it, epoll with OpenSSL through P/Invoke (Linux) and
/// System.Net.Sockets with SslStream (elsewhere); one test suite runs against both. All members are called on the loop thread, except <see cref="Wake"/>.
/// </summary>
public interface ITransport : IDisposable, IChannelBindings
{
    /// <summary>Opens a listener; its connections come to the sink as they are accepted.</summary>
    /// <exception cref="ListenException">Port in use, address not here, no permission; the message names it and the remedy.</exception>
    void Listen(Listener listener);

    /// <summary>Where the open listeners are bound, in the order they were opened: tells the port chosen for port 0.</summary>
    IReadOnlyList<IPEndPoint> Bound => [];

    /// <summary>Closes every listener; connections stay. The first step of a drain.</summary>
    void StopListening();

    /// <summary>Waits up to <paramref name="timeoutMilliseconds"/> (0: not at all, -1: for ever) and hands over what happened, one call per connection and kind.</summary>
    void Poll(int timeoutMilliseconds, ITransportSink sink);

    /// <summary>
    /// Takes as many bytes as the socket (or the TLS layer) will, at once and without blocking; the rest is asked for by <see cref="ITransportSink.Writable"/>
    /// and must be offered again as it was, with no fewer bytes: TLS may have sealed it already.
    /// </summary>
    /// <returns>How many were taken; -1 when the connection is dead (then <see cref="ITransportSink.Closed"/> follows).</returns>
    int Send(int connection, ReadOnlySpan<byte> bytes);

    /// <summary>Stops or resumes reading: back-pressure for a sender whose lines wait.</summary>
    void SetReading(int connection, bool reading);

    /// <summary>Begins the server's side of a TLS handshake on a plain connection (STARTTLS), after what was sent so far, all of which must have been taken. From here on only TLS is read; what follows the
    /// STARTTLS line in the bytes already handed over is the caller's to refuse: it must close instead (RFC 7590 section 3.2, plaintext injection).</summary>
    void StartTls(int connection);

    /// <summary>Closes after giving the kernel what was sent; no more is heard of it. The id may be used again after this call.</summary>
    void Close(int connection);

    /// <summary>Makes a waiting <see cref="Poll"/> return. From any thread.</summary>
    void Wake();

    /// <summary>Reads certificates and keys again for listeners; open connections keep theirs.</summary>
    /// <exception cref="CertificateException">Missing, unreadable, not matching; nothing changed. The message names file and remedy.</exception>
    void ReloadCertificates();
}

/// <summary>What a transport tells the loop.</summary>
public interface ITransportSink
{
    /// <summary>A connection is open and, on a TLS listener, its handshake is done; after a PROXY header, if the listener wants one.</summary>
    void Opened(int connection, in Peer peer);

    /// <summary>Bytes came. The span is the transport's own buffer: copy what must stay.</summary>
    void Received(int connection, ReadOnlySpan<byte> bytes);

    /// <summary>The socket takes bytes again after <see cref="ITransport.Send"/> took less than all.</summary>
    void Writable(int connection);

    /// <summary>STARTTLS is done.</summary>
    void Secured(int connection, in Peer peer);

    /// <summary>The other side is gone, or TLS failed. Only for what was <see cref="Opened"/>, once, and never after <see cref="ITransport.Close"/>. The id may be used again after this call.</summary>
    void Closed(int connection, CloseReason reason);

    /// <summary>A connection ended before it was opened: no or a wrong TLS handshake, no or a wrong PROXY header. For counting; there is nothing to close.</summary>
    void Refused(in Peer peer, CloseReason reason)
    {
    }
}

public enum CloseReason
{
    /// <summary>The other side closed in order.</summary>
    EndOfStream,
    /// <summary>Reset, time-out of the network, or any other socket error.</summary>
    Reset,
    /// <summary>The TLS handshake or record layer failed.</summary>
    TlsFailed,
    /// <summary>A PROXY header was wanted and did not come, or was malformed.</summary>
    ProxyHeader,
}

/// <summary>Who is at the other end.</summary>
/// <param name="Listener">The listener it came in by.</param>
/// <param name="Address">The client's address: from the PROXY header of a trusted proxy, or the socket's. IPv4-mapped ones are IPv4.</param>
/// <param name="Port">The client's port.</param>
/// <param name="Secure">Whether the bytes are under TLS.</param>
/// <param name="CertificateFingerprint">SHA-256 of the client's certificate, lower-case hex; null without one.</param>
/// <param name="TlsDescription">Protocol and cipher, e.g. <c>TLSv1.3 TLS_AES_256_GCM_SHA384</c>; null without TLS.</param>
public readonly record struct Peer(Listener Listener, IPAddress Address, int Port, bool Secure = false, string? CertificateFingerprint = null, string? TlsDescription = null);

/// <summary>A place to listen, from the configuration.</summary>
public sealed record Listener
{
    /// <summary>The dialect its bytes are in: <c>irc</c> or <c>xmpp</c>.</summary>
    public required string Dialect { get; init; }
    public required IPAddress Address { get; init; }
    public required int Port { get; init; }

    /// <summary>TLS from the first byte.</summary>
    public bool Tls { get; init; }

    /// <summary>Nothing but STARTTLS is taken before TLS (XMPP).</summary>
    public bool TlsRequired { get; init; }

    /// <summary>PEM file of the certificate chain; null: no TLS on this listener, STARTTLS neither.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file of the key.</summary>
    public string? Key { get; init; }

    public bool WebSocket { get; init; }
    public bool ProxyProtocol { get; init; }
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    public override string ToString() => $"{Dialect} on {new IPEndPoint(Address, Port)}";
}

/// <summary>A listener could not be opened; the message names it and the remedy.</summary>
public sealed class ListenException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A certificate or key could not be used; the message names the file and the remedy.</summary>
public sealed class CertificateException(string message, Exception? inner = null) : Exception(message, inner);
