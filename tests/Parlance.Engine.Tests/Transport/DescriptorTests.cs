using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Parlance.Engine.Transport;
using Parlance.Engine.Transport.Epoll;
using Parlance.Engine.Transport.Portable;

namespace Parlance.Engine.Tests.Transport;

/// <summary>The day there are no descriptors left. Alone: the limit is the whole process's.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public abstract class DescriptorTests(Func<TransportOptions?, ITransport> make)
{
    private const int NumberOfFiles = 7;

    [Fact]
    public void without_descriptors_newcomers_are_refused_and_the_loop_neither_spins_nor_fails()
    {
        var notices = new List<string>();
        using var rig = new Rig(make(new TransportOptions { Notice = notices.Add }));
        var to = rig.Listen();
        using var before = Rig.Connect(to);
        before.Send("x"u8);
        Assert.Equal("x"u8.ToArray(), Rig.ReadExactly(new NetworkStream(before), 1));

        var late = Enumerable.Range(0, 20).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 20_000 }).ToArray();
        Assert.Equal(0, getrlimit(NumberOfFiles, out var limit));
        var lowered = limit with { Current = HighestDescriptor() + 1 };
        Assert.Equal(0, setrlimit(NumberOfFiles, lowered));
        var fill = new List<int>();
        try
        {
            for (int fd; (fd = dup(0)) >= 0;) fill.Add(fd);
            foreach (var socket in late) socket.Connect(to);
            rig.Until(_ => notices.Count > 0, "the operator is told");
            before.Send("y"u8);
            Assert.Equal("y"u8.ToArray(), Rig.ReadExactly(new NetworkStream(before), 1));

            var used = Process.GetCurrentProcess().TotalProcessorTime;
            Assert.False(before.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectRead), "nobody said anything");
            Assert.True((Process.GetCurrentProcess().TotalProcessorTime - used).TotalMilliseconds < 200, "it spins");
        }
        finally
        {
            foreach (var fd in fill) Assert.Equal(0, close(fd));
            Assert.Equal(0, setrlimit(NumberOfFiles, limit));
        }

        Assert.Contains("LimitNOFILE", Assert.Single(notices), StringComparison.Ordinal);
        using var after = Rig.Connect(to);
        after.Send("z"u8);
        Assert.Equal("z"u8.ToArray(), Rig.ReadExactly(new NetworkStream(after), 1));
        foreach (var socket in late) socket.Dispose();
        rig.Until(h => h.Open.Count == 2, "only the two are left");
        Assert.Empty(rig.Heard.Broken);
    }

    private static ulong HighestDescriptor() => Directory.GetFiles("/proc/self/fd").Max(f => ulong.Parse(Path.GetFileName(f), CultureInfo.InvariantCulture));

    private readonly record struct Limit(ulong Current, ulong Highest);

    [DllImport("libc")] private static extern int getrlimit(int what, out Limit limit);
    [DllImport("libc")] private static extern int setrlimit(int what, in Limit limit);
    [DllImport("libc")] private static extern int dup(int fd);
    [DllImport("libc")] private static extern int close(int fd);
}

public sealed class EpollDescriptorTests() : DescriptorTests(o => new EpollTransport(o));

public sealed class PortableDescriptorTests() : DescriptorTests(o => new PortableTransport(o));
