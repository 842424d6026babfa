using System.Net.Sockets;
using System.Text;
using Parlance.Process;

namespace Parlance.Config.Tests.Process;

public sealed class SystemdTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parlance-systemd").FullName;
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };

    public void Dispose()
    {
        _systemd.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void states_arrive_on_either_kind_of_address(bool isAbstract)
    {
        var path = Path.Combine(_folder, "notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + path : path));
        using var notifier = new SystemdNotifier(isAbstract ? "@" + path : path);

        notifier.Ready("1 connection\nX=1");
        Assert.Equal("READY=1\nSTATUS=1 connection X=1", Next());
        notifier.Reloading();
        Assert.Matches("^RELOADING=1\nMONOTONIC_USEC=[1-9][0-9]+$", Next());
        notifier.Stopping();
        Assert.StartsWith("STOPPING=1", Next());
    }

    [Fact]
    public void the_watchdog_is_fed_only_while_the_loop_turns()
    {
        var path = Path.Combine(_folder, "notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(path));
        using var notifier = new SystemdNotifier(path);
        using var node = new FakeNode();
        using (new Watchdog(node, notifier, TimeSpan.FromMilliseconds(5)))
        {
            Assert.Equal("WATCHDOG=1", Next());
            node.Turns = false;
            // One more may be on its way; after that only the status comes.
            var last = Enumerable.Range(0, 8).Select(_ => Next()).TakeLast(3);
            Assert.All(last, state => Assert.StartsWith("STATUS=", state));
        }
    }

    [Theory, InlineData(null), InlineData(""), InlineData("/nobody/listens/here")]
    public void without_a_listener_nothing_is_said_and_nothing_breaks(string? path)
    {
        using var notifier = new SystemdNotifier(path);
        Assert.Null(Record.Exception(() => notifier.Ready("")));
    }

    [Theory]
    [InlineData("2000000", null, 1000.0), InlineData("2000000", "1", null), InlineData(null, null, null), InlineData("x", null, null), InlineData("0", null, null)]
    public void the_watchdog_beats_twice_as_often_as_asked(string? microseconds, string? pid, double? milliseconds) =>
        Assert.Equal(milliseconds, SystemdNotifier.WatchdogInterval(microseconds, pid)?.TotalMilliseconds);

    private string Next()
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer));
    }
}
