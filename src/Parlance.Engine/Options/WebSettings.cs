using System.Net;

namespace Parlance.Engine;

/// <summary>A <c>[[listen.http]]</c>: a port for the admin API, metrics and health.</summary>
public sealed record WebListener
{
    public required IPAddress Address { get; init; }
    public required int Port { get; init; }
    public bool Tls { get; init; }

    /// <summary>PEM file of the certificate chain; null without TLS.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file of the key.</summary>
    public string? Key { get; init; }

    public override string ToString() => $"http on {new IPEndPoint(Address, Port)}";
}

/// <summary>The <c>[admin]</c> table.</summary>
public sealed record AdminSettings
{
    /// <summary>Accounts that may use the admin API as class <c>admin</c>.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = ["root"];

    /// <summary>Whether <c>/metrics</c> asks who is there.</summary>
    public bool MetricsNeedLogin { get; init; }
}
