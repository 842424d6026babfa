namespace Parlance.Engine.Security.Sasl;

/// <summary>Who wants to log in, as far as the transport and the dialect know.</summary>
/// <param name="Connection">Where the client is.</param>
/// <param name="IsSecure">Whether its words come encrypted all the way.</param>
/// <param name="IsDirect">Whether our TLS ends at the client itself, not at a gateway: only then its certificate and its channel are the client's.</param>
public readonly record struct SaslClient(Connection Connection, bool IsSecure, bool IsDirect)
{
    public static SaslClient Of(Connection connection) => new(connection, connection.Peer.Secure, IsDirect: true);

    /// <summary>SHA-256 of its certificate, lower-case hex; null without one.</summary>
    public string? Fingerprint => IsDirect ? Connection.Peer.CertificateFingerprint : null;
}

/// <summary>What binds a log-in to the TLS channel it is made on; the transport knows it. Called within the step, and answered at once.</summary>
public interface IChannelBindings
{
    /// <summary>Channel binding <c>tls-exporter</c> (RFC 9266), 32 bytes; false when the connection or the platform has none.</summary>
    bool TryExportKeyingMaterial(int connection, Span<byte> to) => false;

    /// <summary>
    /// Channel binding <c>tls-unique</c> (RFC 5929): the client's Finished of the handshake. RFC 9266 defines none for TLS 1.3, so it is never announced; clients
    /// that take that Finished all the same are bound as well, for no session is resumed and it covers the whole handshake.
    /// </summary>
    /// <returns>Its length; 0 when the connection or the platform has none.</returns>
    int ClientFinished(int connection, Span<byte> to) => 0;

    /// <summary>Channel binding <c>tls-server-end-point</c> (RFC 5929): the hash of our certificate on this connection; empty when it has none or it is undefined.</summary>
    ReadOnlySpan<byte> EndPointHash(int connection) => default;
}
