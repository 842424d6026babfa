namespace Parlance.Process;

/// <summary>Tells systemd that the node lives, only while its loop turns, and what it does.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(10);

    private readonly Timer _timer;
    private readonly IHostedNode _node;
    private readonly SystemdNotifier _systemd;
    private readonly bool _beats;

    public Watchdog(IHostedNode node, SystemdNotifier systemd, TimeSpan? interval)
    {
        _node = node;
        _systemd = systemd;
        _beats = interval is not null;
        var every = interval ?? StatusEvery;
        _timer = new Timer(Tick, null, every, every);
    }

    public void Dispose() => _timer.Dispose();

    private void Tick(object? _)
    {
        if (_beats && _node.HasTurned()) _systemd.Alive();
        _systemd.Status(_node.Describe());
    }
}
