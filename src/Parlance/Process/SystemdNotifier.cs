using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Parlance.Process;

/// <summary>Tells systemd how the service is: datagrams to <c>$NOTIFY_SOCKET</c> (sd_notify(3)). Without that variable it says nothing.</summary>
public sealed class SystemdNotifier : IDisposable
{
    private readonly UnixDomainSocketEndPoint? _to;
    private readonly Socket? _socket;
    private readonly Lock _lock = new();

    public SystemdNotifier(string? socketPath)
    {
        if (string.IsNullOrEmpty(socketPath) || socketPath[0] is not ('/' or '@')) return;

        // A leading @ stands for the NUL of an abstract address.
        _to = new(socketPath[0] == '@' ? "\0" + socketPath[1..] : socketPath);
        _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    }

    /// <summary>How often systemd wants to hear from the watchdog: half of <c>$WATCHDOG_USEC</c>; null: never, or another process is meant.</summary>
    public static TimeSpan? WatchdogInterval(string? microseconds, string? pid) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var usec) && usec > 0
        && (string.IsNullOrEmpty(pid) || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(usec / 2)
            : null;

    public void Ready(string status) => Send($"READY=1\nSTATUS={OneLine(status)}");

    public void Status(string status) => Send($"STATUS={OneLine(status)}");

    /// <summary>A reload begins; <see cref="Ready"/> ends it. For Type=notify-reload the time is CLOCK_MONOTONIC, which Stopwatch reads on Linux.</summary>
    public void Reloading() => Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={(long)Stopwatch.GetElapsedTime(0).TotalMicroseconds}"));

    public void Stopping() => Send("STOPPING=1\nSTATUS=Stopping");

    public void Alive() => Send("WATCHDOG=1");

    public void Dispose() => _socket?.Dispose();

    private void Send(string state)
    {
        if (_socket is null || _to is null) return;
        try
        {
            lock (_lock) _socket.SendTo(Encoding.UTF8.GetBytes(state), _to);
        }
        catch (SocketException)
        {
            // A supervisor that does not listen must not end the server; its own watchdog says so if it matters.
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
