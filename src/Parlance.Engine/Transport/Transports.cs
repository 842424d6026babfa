using Parlance.Engine.Transport.Epoll;
using Parlance.Engine.Transport.Portable;

namespace Parlance.Engine.Transport;

/// <summary>The transport for this system.</summary>
public static class Transports
{
    public static ITransport Create(TransportOptions? options = null) =>
        OperatingSystem.IsLinux() ? new EpollTransport(options) : new PortableTransport(options);
}
