using Parlance.Engine.Transport;

namespace Parlance.Engine;

public enum InputKind
{
    Opened,
    Received,
    Secured,
    Closed,
    /// <summary>Time went on, and what waits for its turn may have it.</summary>
    Turn,
    Committed,
    StorageFailed,
    WorkDone,
    /// <summary>Somebody outside asks (<see cref="NodeQuestion"/>).</summary>
    Asked,
    Reloaded,
    Stopping,
}

/// <summary>Everything that can reach a node from outside (ARCHITECTURE §8).</summary>
public readonly ref struct Input
{
    public required InputKind Kind { get; init; }
    public int Connection { get; init; }
    public ReadOnlySpan<byte> Bytes { get; init; }
    public Peer Peer { get; init; }
    public CloseReason Reason { get; init; }

    /// <summary>For <see cref="InputKind.Committed"/>: everything up to here is written.</summary>
    public long Position { get; init; }

    /// <summary>For <see cref="InputKind.StorageFailed"/> and <see cref="InputKind.Stopping"/>: why.</summary>
    public string? Text { get; init; }
    public Work? Work { get; init; }
    public Settings? Settings { get; init; }
    public NodeQuestion? Question { get; init; }

    public static Input Opened(int connection, in Peer peer) => new() { Kind = InputKind.Opened, Connection = connection, Peer = peer };
    public static Input Received(int connection, ReadOnlySpan<byte> bytes) => new() { Kind = InputKind.Received, Connection = connection, Bytes = bytes };
    public static Input Closed(int connection, CloseReason reason) => new() { Kind = InputKind.Closed, Connection = connection, Reason = reason };
    public static Input Secured(int connection, in Peer peer) => new() { Kind = InputKind.Secured, Connection = connection, Peer = peer };
    public static Input Turn() => new() { Kind = InputKind.Turn };
    public static Input Committed(long position) => new() { Kind = InputKind.Committed, Position = position };
    public static Input StorageFailed(string why) => new() { Kind = InputKind.StorageFailed, Text = why };
    public static Input WorkDone(Work work) => new() { Kind = InputKind.WorkDone, Work = work };
    public static Input Asked(NodeQuestion question) => new() { Kind = InputKind.Asked, Question = question };
    public static Input Reloaded(Settings settings) => new() { Kind = InputKind.Reloaded, Settings = settings };
    public static Input Stopping(string why) => new() { Kind = InputKind.Stopping, Text = why };
}
