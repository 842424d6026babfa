using System.Net;

namespace Parlance.Bench;

/// <summary>What <c>parlance bench</c> is told.</summary>
public sealed record BenchOptions
{
    public const int ClientsMax = 100_000;

    public required IPEndPoint Server { get; init; }
    public int Clients { get; init; } = 100;
    public int Seconds { get; init; } = 5;

    /// <summary>Messages a second in all; 0: as fast as they arrive.</summary>
    public int Rate { get; init; }

    /// <summary>Clients that speak; the others listen.</summary>
    public int Senders { get; init; } = 10;

    /// <summary>Rooms that the clients are spread over.</summary>
    public int Rooms { get; init; } = 1;

    /// <summary>Messages of one sender that are on their way at once, when <see cref="Rate"/> is 0.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>Log-ins at once.</summary>
    public int Window { get; init; } = 64;

    /// <summary>Bytes of a message's text.</summary>
    public int Size { get; init; } = 64;

    /// <summary>The server's process, for its CPU and memory; null: not measured.</summary>
    public int? Pid { get; init; }

    /// <summary>PASS, when the server wants one.</summary>
    public string Password { get; init; } = "";
}

/// <summary>A benchmark that cannot go on; the message says why, and what to do.</summary>
public sealed class BenchException(string message, Exception? inner = null) : Exception(message, inner);
