using System.Net;
using System.Net.Sockets;

namespace Parlance.Engine.Transport.Epoll;

/// <summary>A listening socket.</summary>
internal sealed unsafe class EpollListener : IDisposable
{
    /// <summary>Connections the kernel completes ahead of us; it caps this by <c>net.core.somaxconn</c>.</summary>
    public const int Backlog = 4096;

    private EpollListener(int fd, Listener listener, IPEndPoint bound)
    {
        Fd = fd;
        Listener = listener;
        Bound = bound;
    }

    public int Fd { get; }
    public Listener Listener { get; }
    public IPEndPoint Bound { get; }

    /// <summary>When accepting goes on, in <see cref="Environment.TickCount64"/>; 0 when it was not paused.</summary>
    public long PausedUntil { get; set; }

    /// <exception cref="ListenException">The address cannot be listened on.</exception>
    public static EpollListener Open(Listener listener)
    {
        var v6 = listener.Address.AddressFamily == AddressFamily.InterNetworkV6;
        var fd = Libc.socket(v6 ? Libc.Ipv6 : Libc.Ipv4, Libc.Stream | Libc.NonBlocking | Libc.CloseOnExec, 0);
        if (fd < 0) throw ListenFailure.Of(listener, Cause(Libc.Errno), Libc.Say(Libc.Errno));

        Libc.Set(fd, Libc.SocketLevel, Libc.ReuseAddress, 1);
        Libc.Set(fd, Libc.Tcp, Libc.NoDelay, 1);   // accepted sockets inherit it
        if (v6) Libc.Set(fd, Libc.Ipv6Level, Libc.Ipv6Only, listener.Address.Equals(IPAddress.IPv6Any) ? 0 : 1);

        var address = stackalloc byte[SocketAddresses.LengthMax];
        var length = SocketAddresses.Write(listener.Address, listener.Port, new Span<byte>(address, SocketAddresses.LengthMax));
        if (Libc.bind(fd, address, length) != 0 || Libc.listen(fd, Backlog) != 0)
        {
            var errno = Libc.Errno;
            Libc.close(fd);
            throw ListenFailure.Of(listener, Cause(errno), Libc.Say(errno));
        }

        Libc.getsockname(fd, address, &length);
        SocketAddresses.Read(new ReadOnlySpan<byte>(address, length), out var port);
        return new EpollListener(fd, listener, new IPEndPoint(listener.Address, port));
    }

    /// <summary>The next connection's socket, or minus the error number.</summary>
    public int Accept(Span<byte> address)
    {
        fixed (byte* to = address)
        {
            var length = address.Length;
            var fd = Libc.accept4(Fd, to, &length, Libc.NonBlocking | Libc.CloseOnExec);
            return fd >= 0 ? fd : -Libc.Errno;
        }
    }

    public void Dispose() => Libc.close(Fd);

    private static ListenFailure Cause(int errno) => errno switch
    {
        Libc.EADDRINUSE => ListenFailure.InUse,
        Libc.EACCES => ListenFailure.NotPermitted,
        Libc.EADDRNOTAVAIL or Libc.EAFNOSUPPORT => ListenFailure.NotHere,
        _ => ListenFailure.Other,
    };
}
