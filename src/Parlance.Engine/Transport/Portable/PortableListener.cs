using System.Net;
using System.Net.Sockets;

namespace Parlance.Engine.Transport.Portable;

/// <summary>A listening socket and the task that accepts on it.</summary>
internal sealed class PortableListener : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly Listener _listener;
    private readonly Notice _outOfDescriptors;

    private PortableListener(Socket socket, Listener listener, Action<string> notice)
    {
        _socket = socket;
        _listener = listener;
        _outOfDescriptors = new Notice(notice);
    }

    public IPEndPoint Bound => new(_listener.Address, ((IPEndPoint)_socket.LocalEndPoint!).Port);

    /// <exception cref="ListenException">The address cannot be listened on.</exception>
    public static PortableListener Open(Listener listener, Action<string> notice)
    {
        var socket = new Socket(listener.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (listener.Address.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = listener.Address.Equals(IPAddress.IPv6Any);
            if (OperatingSystem.IsWindows()) socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(listener.Address, listener.Port));
            socket.Listen(Epoll.EpollListener.Backlog);
            return new PortableListener(socket, listener, notice);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw ListenFailure.Of(listener, e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => ListenFailure.InUse,
                SocketError.AccessDenied => ListenFailure.NotPermitted,
                SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => ListenFailure.NotHere,
                _ => ListenFailure.Other,
            }, e.Message);
        }
    }

    /// <summary>Accepts until disposed. <paramref name="isFull"/> tells that the loop has enough to do.</summary>
    public async Task Accept(Action<Socket, Listener> begin, Func<bool> isFull)
    {
        for (; ; )
        {
            try
            {
                while (isFull()) await Task.Delay(s_pause);
                begin(await _socket.AcceptAsync(), _listener);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                _outOfDescriptors.Say($"no descriptor for a new connection ({e.Message}): it waits. Raise the limit (systemd: LimitNOFILE) or lower the number of clients.");
                await Task.Delay(s_pause);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // It left before it was taken.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
