using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Parlance.Configuration;
using Parlance.Control;
using Parlance.Engine;
using Parlance.Logging;

namespace Parlance.Process;

/// <summary>The process around a node: configuration, signals, control socket, systemd. Returns the exit status.</summary>
internal sealed class ServerProcess(ConfigurationSource source, Func<ServerConfiguration, ILogSink, IHostedNode> compose, TextWriter output, TextWriter errors)
{
    /// <summary>A supervisor's SIGTERM is obeyed within this time.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    private readonly ServerLog _log = new(errors, journal: Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null);
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _reloading = new();
    private readonly SystemdNotifier _systemd = new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));
    private ServerConfiguration? _current;
    private bool _restarts;

    /// <summary>Serves until a signal, <see cref="End"/> or the node itself ends it: 0 done, 1 failed.</summary>
    public int Run()
    {
        if (Load() is not { } configuration) return ExitStatus.Failed;

        try
        {
            var (ready, password) = Prepare(configuration);
            using var node = compose(ready, _log);
            _current = ready;
            node.Control = new ServerControl(() => _current!, () => Reload(node, _systemd));
            node.Start();
            var status = Serve(node, ready, password);
            if (!_restarts) return status;
        }
        catch (Exception e) when (Startup.Explains(e))
        {
            _log.Write(LogLevel.Error, "parlance", e.Message);
            return ExitStatus.Failed;
        }

        Reexecution.Run();
        return ExitStatus.Failed;
    }

    /// <summary>Ends the server as SIGTERM does.</summary>
    public void End(string reason) => _ended.TrySetResult(reason);

    [SuppressMessage("Usage", "VSTHRD002", Justification = "The main thread waits for the end of the server and does nothing else.")]
    private int Serve(IHostedNode node, ServerConfiguration configuration, string? password)
    {
        using var systemd = _systemd;
        using var control = new ControlServer(configuration.DataFolder, (request, stop) => Answer(node, systemd, request, stop));
        using var terminate = On(PosixSignal.SIGTERM, () => End("SIGTERM"));
        using var interrupt = On(PosixSignal.SIGINT, () => End("SIGINT"));
        using var reload = On(PosixSignal.SIGHUP, () => ThreadPool.QueueUserWorkItem(_ => Reload(node, systemd)));
        using var watchdog = new Watchdog(node, systemd,
            SystemdNotifier.WatchdogInterval(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID")));

        node.ReloadAsked = () => ThreadPool.QueueUserWorkItem(_ => node.Announce(Reload(node, systemd) is { } wrong ? $"Not reloaded: {wrong}" : "The configuration is reloaded."));

        output.Write(Greeting.Text(configuration, password));
        output.Write("parlance: ready\n");
        output.Flush();
        systemd.Ready(node.Describe());

        Task.WaitAny(_ended.Task, node.Finished);
        systemd.Stopping();
        if (node.Finished.IsFaulted)
        {
            _log.Write(LogLevel.Error, "node", $"the node failed: {node.Finished.Exception.InnerException}");
            node.Stop(StopWithin);
            return ExitStatus.Failed;
        }

        if (_ended.Task.IsCompleted) _log.Write(LogLevel.Information, "parlance", $"stopping: {_ended.Task.Result}");
        node.Stop(StopWithin);
        _restarts = node.Finished is { IsCompletedSuccessfully: true, Result: StopRequest.Restart };
        return ExitStatus.Done;
    }

    private Task<ControlReply> Answer(IHostedNode node, SystemdNotifier systemd, ControlRequest request, CancellationToken stop) =>
        request.Command == "reload"
            ? Task.FromResult(Reload(node, systemd) is { } wrong ? ControlReply.Error(wrong) : ControlReply.Done())
            : node.Answer(request, stop);

    /// <summary>Reads everything again; what was in force stays when anything is wrong.</summary>
    /// <returns>Null, or what is wrong.</returns>
    internal string? Reload(IHostedNode node, SystemdNotifier systemd)
    {
        lock (_reloading)
        {
            systemd.Reloading();
            try
            {
                if (Load() is not { } configuration) return "the configuration has errors, see the log; the old one stays";
                var (ready, _) = Prepare(configuration);
                node.Reload(ready.Settings);
                _current = ready;
                _log.Write(LogLevel.Information, "parlance", "the configuration is reloaded");
                return null;
            }
            catch (Exception e) when (Startup.Explains(e))
            {
                _log.Write(LogLevel.Error, "parlance", $"not reloaded: {e.Message}");
                return e.Message;
            }
            finally
            {
                systemd.Ready(node.Describe());
            }
        }
    }

    private ServerConfiguration? Load()
    {
        var (configuration, problems) = source.Read();
        foreach (var problem in problems) _log.Write(LogLevel.Error, "configuration", problem.ToString());
        if (configuration is null) return null;

        _log.Configure(configuration.LogLevel, configuration.LogFormat);
        foreach (var note in configuration.Notes) _log.Write(LogLevel.Warning, "configuration", note.ToString());
        return configuration;
    }

    /// <summary>Makes what the configuration takes for granted: the data folder, the first operator, the self-signed certificate.</summary>
    private static (ServerConfiguration Configuration, string? FreshPassword) Prepare(ServerConfiguration configuration)
    {
        Startup.MakeFolder(configuration.DataFolder);
        if (configuration.SelfSigned is { } files) SelfSignedCertificate.Ensure(files.Certificate, files.Key, configuration.Settings.Server.Name);
        if (configuration.File is not null || configuration.Settings.Operators.Count > 0) return (configuration, null);

        var (block, fresh) = FirstOperator.Ensure(configuration.DataFolder);
        return (configuration with { Settings = configuration.Settings with { Operators = [block] } }, fresh);
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action then) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;   // the default would end the process at once
        then();
    });
}
