using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parlance.Engine.Transport.Epoll;

/// <summary>An epoll descriptor and the place its events are put in. One thread waits on it.</summary>
internal sealed unsafe class EpollSet : IDisposable
{
    public const uint In = 1, Out = 4, Error = 8, HungUp = 0x10, OneShot = 1u << 30, Edge = 1u << 31;

    /// <summary>Events taken at once; what is more comes with the next wait.</summary>
    public const int EventsMax = 512;

    // The kernel packs the structure on x86-64 only (epoll_ctl(2), struct epoll_event).
    private static readonly int s_data = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int s_size = s_data + 8;

    private readonly int _fd = Libc.epoll_create1(Libc.CloseOnExec);
    private readonly byte[] _pinned = GC.AllocateArray<byte>(EventsMax * 16, pinned: true);
    private readonly byte* _events;

    public EpollSet()
    {
        if (_fd < 0) throw new IOException($"epoll_create1: {Libc.Say(Libc.Errno)}");
        _events = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_pinned));
    }

    /// <returns>False when the kernel refuses another descriptor.</returns>
    public bool Add(int fd, uint events, ulong key) => Control(1, fd, events, key) == 0;

    public void Change(int fd, uint events, ulong key) => Control(3, fd, events, key);

    public void Remove(int fd) => Control(2, fd, 0, 0);

    /// <summary>Waits; returns how many events there are (0 too when a signal came).</summary>
    public int Wait(int timeoutMilliseconds) => Math.Max(0, Libc.epoll_wait(_fd, _events, EventsMax, timeoutMilliseconds));

    public uint Events(int index) => Unsafe.ReadUnaligned<uint>(_events + index * s_size);

    public ulong Key(int index) => Unsafe.ReadUnaligned<ulong>(_events + index * s_size + s_data);

    public void Dispose() => Libc.close(_fd);

    private int Control(int operation, int fd, uint events, ulong key)
    {
        var change = stackalloc byte[16];
        Unsafe.WriteUnaligned(change, events);
        Unsafe.WriteUnaligned(change + s_data, key);
        return Libc.epoll_ctl(_fd, operation, fd, change);
    }
}
