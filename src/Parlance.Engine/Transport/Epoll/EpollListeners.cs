using System.Net;

namespace Parlance.Engine.Transport.Epoll;

/// <summary>
/// The listeners of a transport. Their keys in the epoll set are their places in the list. One that cannot accept is left alone for a moment
/// instead of being reported as ready again and again.
/// </summary>
internal sealed class EpollListeners(EpollSet epoll, Action<string> notice) : IDisposable
{
    private const int PauseMilliseconds = 100;

    private readonly List<EpollListener> _listeners = [];
    private readonly SpareDescriptor _spare = new();
    private readonly Notice _outOfDescriptors = new(notice);

    public IReadOnlyList<IPEndPoint> Bound => [.. _listeners.Select(l => l.Bound)];

    /// <summary>Some listener is left alone; <see cref="Resume"/> is due within <see cref="Due"/>.</summary>
    public bool Paused { get; private set; }

    public static int Due => PauseMilliseconds;

    public void Open(Listener listener)
    {
        var opened = EpollListener.Open(listener);
        epoll.Add(opened.Fd, EpollSet.In, (ulong)_listeners.Count);
        _listeners.Add(opened);
    }

    public EpollListener? this[int index] => (uint)index < (uint)_listeners.Count ? _listeners[index] : null;

    /// <summary>The next connection; false when there is none to have now.</summary>
    public bool TryAccept(EpollListener listener, out int fd, out IPAddress address, out int port)
    {
        Span<byte> from = stackalloc byte[SocketAddresses.LengthMax];
        (address, port) = (IPAddress.None, 0);
        fd = listener.Accept(from);
        if (fd >= 0)
        {
            address = SocketAddresses.Read(from, out port);
            return true;
        }

        switch (-fd)
        {
            case Libc.EMFILE or Libc.ENFILE:
                _outOfDescriptors.Say($"no descriptor for a new connection ({Libc.Say(-fd)}): it was refused. Raise the limit (systemd: LimitNOFILE) or lower the number of clients.");
                if (!_spare.Refuse(listener)) Pause(listener);
                break;
            case Libc.ENOBUFS or Libc.ENOMEM:
                Pause(listener);
                break;
        }

        return false;   // level-triggered: who still waits is reported with the next round
    }

    public void Pause(EpollListener listener)
    {
        listener.PausedUntil = Environment.TickCount64 + PauseMilliseconds;
        epoll.Remove(listener.Fd);
        Paused = true;
    }

    public void Resume()
    {
        var now = Environment.TickCount64;
        Paused = false;
        for (var i = 0; i < _listeners.Count; i++)
        {
            var listener = _listeners[i];
            if (listener.PausedUntil > now) Paused = true;
            else if (listener.PausedUntil != 0)
            {
                listener.PausedUntil = 0;
                epoll.Add(listener.Fd, EpollSet.In, (ulong)i);
            }
        }
    }

    public void CloseAll()
    {
        foreach (var listener in _listeners) listener.Dispose();
        _listeners.Clear();
        Paused = false;
    }

    public void Dispose()
    {
        CloseAll();
        _spare.Dispose();
    }
}
