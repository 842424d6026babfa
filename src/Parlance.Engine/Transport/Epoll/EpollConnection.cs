using System.Net;
using Parlance.Engine.Tls;

namespace Parlance.Engine.Transport.Epoll;

/// <summary>Where a connection is on its way to its owner.</summary>
internal enum Stage : byte
{
    /// <summary>Waiting for the header of a proxy; nothing read yet.</summary>
    ProxyHeader,
    /// <summary>A TLS handshake is driven by a worker, which owns the socket until it hands it back.</summary>
    Handshake,
    Open,
    /// <summary>Closed by its owner or lost; whoever still holds the object lets go of it.</summary>
    Gone,
}

/// <summary>One socket. About 100 bytes, its address 40 more; buffers belong to the loop, not to connections.</summary>
internal sealed class EpollConnection(int fd, int id, uint generation, Listener listener, IPAddress address, int port)
{
    public const uint Unwatched = uint.MaxValue;

    public readonly int Fd = fd;
    public readonly int Id = id;
    public readonly uint Generation = generation;
    public readonly Listener Listener = listener;
    public IPAddress Address = address;

    /// <summary>What the kernel has been asked to watch; <see cref="Unwatched"/> when it was not asked yet.</summary>
    public uint Watched = Unwatched;

    public ushort Port = (ushort)port;
    public Stage Stage;

    /// <summary>Its owner has heard of it.</summary>
    public bool Announced;

    public bool Reading = true;

    /// <summary>A send took less than all; the owner waits for <see cref="ITransportSink.Writable"/>.</summary>
    public bool Blocked;

    /// <summary>Set when it failed in a call of the owner, who is told at the next poll.</summary>
    public CloseReason? Failing;

    /// <summary>It is in the list of those whose TLS layer holds bytes that the kernel will not announce.</summary>
    public bool Queued;

    /// <summary>TLS cannot read before it has written.</summary>
    public bool ReadNeedsWrite;

    /// <summary>TLS cannot write before it has read.</summary>
    public bool WriteNeedsRead;

    public TlsSession? Tls;

    /// <summary>Tells a socket from a later one in the same slot: events already taken from the kernel may be about its predecessor.</summary>
    public ulong Key => (ulong)Generation << 32 | (uint)Id;
}
