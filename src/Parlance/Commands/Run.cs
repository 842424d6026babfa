using Parlance.Configuration;
using Parlance.Control;
using Parlance.Engine;
using Parlance.Process;

namespace Parlance.Commands;

/// <summary><c>parlance run</c>: the server in the foreground. The one place where the process meets the node.</summary>
internal static class Run
{
    public static int Serve(ConfigurationSource source) =>
        new ServerProcess(source, (configuration, log) => new NodeHost(configuration, log), Console.Out, Console.Error).Run();
}
