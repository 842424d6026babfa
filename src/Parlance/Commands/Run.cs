using Parlance.Configuration;
using Parlance.Control;
using Parlance.Engine;
using Parlance.Process;

namespace Parlance.Commands;

/// <summary><c>parlance run</c>: the server in the foreground. The one place where the process meets the node.</summary>
internal static class Run
{
    public static int Serve(ConfigurationSource source) =>
        new ServerProcess(source, (configuration, _) => new EmptyNode(configuration.Settings), Console.Out, Console.Error).Run();

    /// <summary>Holds the place of the node until it is composed here: opens nothing, stops at once.</summary>
    private sealed class EmptyNode(Settings settings) : IHostedNode
    {
        private Settings _settings = settings;

        public Task Finished { get; } = new TaskCompletionSource().Task;

        public void Start()
        {
        }

        public string Describe() => $"{_settings.Listeners.Count} listeners";

        public void Reload(Settings settings) => _settings = settings;

        public void Stop(TimeSpan within)
        {
        }

        public bool HasTurned() => true;

        public Task<ControlReply> Answer(ControlRequest request, CancellationToken stop) =>
            Task.FromResult(ControlReply.Error($"'{request.Command}' is not known"));

        public void Dispose()
        {
        }
    }
}
