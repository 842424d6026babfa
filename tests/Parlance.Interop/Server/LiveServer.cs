using System.Diagnostics;
using OsProcess = System.Diagnostics.Process;
using System.Runtime.InteropServices;

namespace Parlance.Live;

/// <summary>
/// The real server executable on free loopback ports with a data folder of its own. <c>PARLANCE_PEER=inspircd</c> in the environment puts
/// another server in its place, to see whether a failing test or a failing server is the news.
/// </summary>
public sealed partial class LiveServer : IAsyncDisposable
{
    public static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly Captured _output = new();
    private readonly string _settings;
    private readonly IServerKind _kind;
    private OsProcess? _process;

    private LiveServer(string settings)
    {
        _settings = settings;
        _kind = Environment.GetEnvironmentVariable("PARLANCE_PEER") switch
        {
            null or "" or "parlance" => new ParlanceServer(),
            "inspircd" => new InspircdServer(),
            var other => throw new ArgumentException($"PARLANCE_PEER is {other}; it may be parlance or inspircd."),
        };
        Folder = Directory.CreateTempSubdirectory("parlance-live-").FullName;
    }

    public string Folder { get; }
    public string DataFolder => Path.Combine(Folder, "data");
    public string ConfigFile => Path.Combine(Folder, "server.conf");
    public string MotdFile => Path.Combine(Folder, "motd.txt");
    public int Port { get; } = FreePort.Next();
    public int TlsPort { get; } = FreePort.Next();
    public int WebSocketPort { get; } = FreePort.Next();
    public int XmppPort { get; } = FreePort.Next();
    public int XmppTlsPort { get; } = FreePort.Next();
    public int XmppWebSocketPort { get; } = FreePort.Next();

    /// <summary>True when the server under test is ours, not a peer that stands in for it.</summary>
    public bool IsParlance => _kind is ParlanceServer;
    public int ProcessId => Running.Id;

    /// <summary>All that the server has printed since the first start, both streams.</summary>
    public string Output => _output.Text;

    private OsProcess Running => _process ?? throw new InvalidOperationException("The server has not been started.");

    /// <summary>Starts a server; <paramref name="settings"/> is TOML added at the end of its configuration.</summary>
    public static async Task<LiveServer> Start(string settings = "")
    {
        var server = new LiveServer(settings);
        try
        {
            await server.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on the same data folder and ports.</summary>
    public Task Restart() => Start();

    private async Task Start()
    {
        File.WriteAllText(MotdFile, "Be kind.\n");
        File.WriteAllText(ConfigFile, _kind.Configuration(this, _settings));
        var start = _kind.Command(this);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        var ready = _output.WaitFor(_kind.ReadyLine);
        _process = OsProcess.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        _output.Follow(_process);
        var ended = _process.WaitForExitAsync();

        var deadline = Task.Delay(ReadyWithin);
        if (_kind.ReadyLine.Length == 0) ready = FreePort.Opens(Port);
        var first = await Task.WhenAny(ready, ended, deadline);
        if (first == ended) throw new InvalidOperationException($"The server ended at start with {_process.ExitCode}:\n{Output}");
        if (first == deadline) throw new TimeoutException($"The server was not ready within {ReadyWithin.TotalSeconds} s:\n{Output}");
    }

    /// <summary>SIGTERM; gives the exit code.</summary>
    public async Task<int> Stop()
    {
        Signal(SigTerm);
        using var limit = new CancellationTokenSource(StopWithin);
        await Running.WaitForExitAsync(limit.Token);
        return Running.ExitCode;
    }

    /// <summary>SIGKILL: the process gets no chance to write or say anything.</summary>
    public async Task Kill()
    {
        Running.Kill(entireProcessTree: true);
        await Running.WaitForExitAsync();
    }

    public void Signal(int signal)
    {
        if (SendSignal(Running.Id, signal) != 0) throw new InvalidOperationException($"kill({Running.Id}, {signal}) failed.");
    }

    /// <summary>Runs the same executable with other words (<c>log verify</c>) and gives what it printed and its exit code.</summary>
    public async Task<(int ExitCode, string Output)> Command(params string[] words)
    {
        var start = new ProcessStartInfo(ParlanceServer.Executable, words) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = OsProcess.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var captured = new Captured();
        captured.Follow(process);
        await process.WaitForExitAsync();
        return (process.ExitCode, captured.Text);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await Kill();
        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private const int SigTerm = 15;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
