using Parlance.Engine.Buffers;

namespace Parlance.Engine;

/// <summary>Takes what is said, whole lines or stanzas, on its way to the outbox.</summary>
public interface IOutlet
{
    void Take(ReadOnlySpan<byte> said);
}

/// <summary>How lines or stanzas are packed where the stream is not made of them already (WebSocket).</summary>
public interface IFraming : IDisposable
{
    /// <summary>What the packed stream is made of.</summary>
    Units Units { get; }

    /// <summary>Packs whole lines or stanzas and queues them (<see cref="Connection.TryReserve"/>); nothing while nothing may be said.</summary>
    void Frame(ReadOnlySpan<byte> said, Connection connection);

    /// <summary>Unpacks what came: each complete message goes to <paramref name="to"/> in the form the session reads. What must be answered at once goes to the connection.</summary>
    /// <returns>Why the connection is to end; null: it goes on.</returns>
    string? Unframe(ReadOnlySpan<byte> bytes, Connection connection, ref ByteQueue to, BufferPool pool);

    /// <summary>The last words of the framing itself, before the connection is closed from this side.</summary>
    void Close(Connection connection, string reason);
}
