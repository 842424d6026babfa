using System.CommandLine;
using System.Globalization;
using Parlance.Configuration;
using Parlance.Domain;
using Parlance.Log;
using Parlance.Process;

namespace Parlance.Commands;

/// <summary><c>parlance log compact [--dry-run]</c>: takes the content of events whose time, by <c>[log] retention</c>, is over.</summary>
internal static class LogCompact
{
    public static Command Command()
    {
        var pretend = new Option<bool>("--dry-run") { Description = "Only tell what would go." };
        var command = new Command("compact", "Take the content of events whose time is over, as [log] retention says. The chain stays whole, and every state after the horizon can still be told.") { pretend };
        command.Changes((given, configuration) => Run(given, configuration, given.GetValue(pretend)));
        return command;
    }

    private static int Run(ParseResult given, ServerConfiguration configuration, bool pretend)
    {
        var (output, rules) = (given.InvocationConfiguration.Output, configuration.Settings.Log.Retention);
        if (rules.Rules.Count == 0)
        {
            output.WriteLine("Everything is kept for ever: [log] retention and retention_kinds say nothing else.");
            return ExitStatus.Done;
        }

        var report = Compaction.Run(configuration.DataFolder, ServerEvents.Codec(), rules, new(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), pretend);
        foreach (var (kind, count) in report.Blanked) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,10} {kind}"));
        output.WriteLine(report.Blanked.Count == 0 ? "Nothing is older than it is kept." : pretend ? "These would go." : "These are gone; their digests stay.");
        if (report.Horizon > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The state can be told from position {report.Horizon} on."));
        return ExitStatus.Done;
    }
}
