namespace Parlance.Engine.Transport.Epoll;

/// <summary>Reading and writing a socket without TLS; a number of bytes or an <see cref="IoResult"/>.</summary>
internal static unsafe class PlainSocket
{
    public static int Read(int fd, byte* to, int length)
    {
        var read = (int)Libc.recv(fd, to, length, Libc.DontWait);
        return read > 0 ? read : read == 0 ? IoResult.End : Failed();
    }

    public static int Write(int fd, byte* from, int length)
    {
        var sent = (int)Libc.send(fd, from, length, Libc.DontWait | Libc.NoSignal);
        return sent > 0 ? sent : Failed();
    }

    /// <summary>Looks at what has come and leaves it there.</summary>
    public static int Peek(int fd, byte* to, int length)
    {
        var read = (int)Libc.recv(fd, to, length, Libc.DontWait | Libc.Peek);
        return read > 0 ? read : read == 0 ? IoResult.End : Failed();
    }

    /// <summary>Closes so that what was sent arrives: unread bytes would make the kernel reset the connection and throw it away, so they are discarded first.</summary>
    public static void Close(int fd)
    {
        Libc.shutdown(fd, Libc.ShutWrite);
        Libc.recv(fd, null, 1 << 20, Libc.DontWait | Libc.Truncate);
        Libc.close(fd);
    }

    private static int Failed() => Libc.Errno is Libc.EAGAIN or Libc.EINTR ? IoResult.Blocked : IoResult.Reset;
}
