using System.Diagnostics;
using OsProcess = System.Diagnostics.Process;

namespace Parlance.Interop;

/// <summary>A program in a tmux of its own: keys go in, the screen is read as a person reads it.</summary>
public sealed class Terminal : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static int _count;

    private readonly string _socket = $"parlance-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    /// <summary>Starts <paramref name="words"/> on a screen of 140 columns and 50 rows.</summary>
    public static async Task<Terminal> Start(params string[] words)
    {
        var terminal = new Terminal();
        await terminal.Tmux(["-f", "/dev/null", "new-session", "-d", "-s", "t", "-x", "140", "-y", "50", .. words]);
        return terminal;
    }

    /// <summary>Types a line and Enter.</summary>
    public async Task Type(string line)
    {
        await Tmux(["send-keys", "-t", "t", "-l", line]);
        await Tmux(["send-keys", "-t", "t", "Enter"]);
    }

    public Task<string> Screen() => Tmux(["capture-pane", "-t", "t", "-p"]);

    /// <summary>Looks until all of <paramref name="words"/> are on the screen.</summary>
    /// <exception cref="TimeoutException">With the screen as it is.</exception>
    public async Task Shows(params string[] words)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var screen = await Screen();
            if (words.All(w => screen.Contains(w, StringComparison.Ordinal))) return;
            if (since.Elapsed > Patience) throw new TimeoutException($"The screen does not show '{string.Join("', '", words)}':\n{screen}");
            await Task.Delay(LookEvery);
        }
    }

    public async ValueTask DisposeAsync() => await Tmux(["kill-server"]);

    private async Task<string> Tmux(string[] words)
    {
        var start = new ProcessStartInfo("tmux", ["-u", "-L", _socket, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = OsProcess.Start(start) ?? throw new InvalidOperationException("tmux did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var problem = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"tmux {string.Join(' ', words)}: {problem}");
    }
}
