namespace Parlance.Engine.Transport;

/// <summary>Limits of a transport.</summary>
public sealed record TransportOptions
{
    /// <summary>Bytes taken from one connection in one round, so that a flood waits in its own socket.</summary>
    public int ReadPerRoundMax { get; init; } = 16 * 1024;

    /// <summary>How long a TLS handshake may take.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>TLS handshakes under way at once; past it the oldest one is given up for the newest.</summary>
    public int HandshakesMax { get; init; } = 2048;

    /// <summary>How long a proxy may take to send its header.</summary>
    public TimeSpan ProxyHeaderTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Hears what the operator should know (descriptors ran out, a certificate ends soon): one plain sentence, at most one a kind in ten seconds. Any thread.</summary>
    public Action<string> Notice { get; init; } = static _ => { };
}
