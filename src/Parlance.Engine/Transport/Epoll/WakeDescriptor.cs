using Microsoft.Win32.SafeHandles;

namespace Parlance.Engine.Transport.Epoll;

/// <summary>An eventfd that ends a wait from any thread. Ringing it twice before it is heard costs one system call; ringing it after its end does nothing.</summary>
internal sealed unsafe class WakeDescriptor : IDisposable
{
    private readonly SafeFileHandle _handle;
    private int _rung;

    public WakeDescriptor()
    {
        var fd = Libc.eventfd(0, Libc.NonBlocking | Libc.CloseOnExec);
        if (fd < 0) throw new IOException($"eventfd: {Libc.Say(Libc.Errno)}");
        _handle = new SafeFileHandle(fd, ownsHandle: true);
        Fd = fd;
    }

    public int Fd { get; }

    public void Ring()
    {
        if (Interlocked.Exchange(ref _rung, 1) != 0) return;

        var held = false;
        try
        {
            _handle.DangerousAddRef(ref held);
            var one = 1UL;
            Libc.write(Fd, (byte*)&one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // The loop ended while another thread still had something to say: nobody is left to hear it.
        }
        finally
        {
            if (held) _handle.DangerousRelease();
        }
    }

    /// <summary>Takes the ring. What was queued before it is visible to the caller afterwards.</summary>
    public void Hear()
    {
        ulong count;
        Libc.read(Fd, (byte*)&count, sizeof(ulong));
        Interlocked.Exchange(ref _rung, 0);
    }

    public void Dispose() => _handle.Dispose();
}
