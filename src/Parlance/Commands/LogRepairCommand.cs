using System.CommandLine;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary><c>parlance log repair</c>: of a stopped server; keeps what the chain proves and tells what is lost.</summary>
internal static class LogRepairCommand
{
    public static Command Command()
    {
        var command = new Command("repair", "Make a damaged log usable: build indexes anew, keep the events that the chain proves, tell what is lost. The server must be stopped; the damaged file is kept.");
        command.Changes((given, configuration) =>
        {
            using var folder = DataFolder.Open(configuration.DataFolder);
            var report = LogRepair.Run(folder);
            var output = given.InvocationConfiguration.Output;
            output.WriteLine(LogPage.Safe(report.Words, 2_000));
            if (report.Kept is not null) output.WriteLine($"The damaged database is kept as {report.Kept}.");
            return ExitStatus.Done;
        });
        return command;
    }
}
