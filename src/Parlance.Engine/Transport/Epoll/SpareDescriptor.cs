namespace Parlance.Engine.Transport.Epoll;

/// <summary>
/// A descriptor kept for the day there are none: given up for a moment it lets a waiting connection be taken and refused at once,
/// instead of being reported as ready again and again.
/// </summary>
internal sealed unsafe class SpareDescriptor : IDisposable
{
    private int _fd = Open();

    /// <summary>Takes the listener's next connection and closes it. False when even that cannot be done now.</summary>
    public bool Refuse(EpollListener listener)
    {
        if (_fd >= 0) Libc.close(_fd);
        Span<byte> address = stackalloc byte[SocketAddresses.LengthMax];
        var taken = listener.Accept(address);
        if (taken >= 0) Libc.close(taken);
        _fd = Open();
        return taken >= 0;
    }

    public void Dispose()
    {
        if (_fd >= 0) Libc.close(_fd);
    }

    private static int Open()
    {
        fixed (byte* path = "/dev/null\0"u8) return Libc.open(path, Libc.CloseOnExec);
    }
}
