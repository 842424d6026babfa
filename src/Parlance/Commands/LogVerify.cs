using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Parlance.Control;
using Parlance.Log;
using Parlance.Process;

namespace Parlance.Commands;

/// <summary><c>parlance log verify [--live] [--json]</c>: whether every event, snapshot and key is as it was written, and the index of history what the events make. Exit status 0 intact, 1 broken or unreadable.</summary>
internal static class LogVerify
{
    public static Command Command()
    {
        var (json, db) = (Options.Json(), LogCommand.Database());
        var live = new Option<bool>("--live") { Description = "Also hold the state of the running node against a replay of its log." };
        var command = new Command("verify", "Compute the chain of hashes again over every event; check keys and indexes; hold each snapshot against a replay. Exit status 0: intact, 1: broken or unreadable.") { json, live, db };
        command.Does((given, folder, stop) => Task.FromResult(Run(given.InvocationConfiguration, folder, given.GetValue(json), given.GetValue(live), stop)), db);
        return command;
    }

    private static int Run(InvocationConfiguration streams, string folder, bool json, bool live, CancellationToken stop)
    {
        var report = LogAudit.Run(folder, ServerEvents.Codec(), Progress(streams.Error), stop);
        if (live) report = report with { Findings = [.. report.Findings, .. LiveDifferences(folder, stop)] };
        var (path, verdict) = (DataFolder.DatabaseOf(folder), report.Chain);
        if (json)
        {
            streams.Output.WriteLine(Json(path, report));
            return report.IsIntact ? ExitStatus.Done : ExitStatus.Failed;
        }

        if (verdict.Break is null) streams.Output.WriteLine(Intact(path, verdict.Rows));
        else streams.Error.WriteLine(Broken(path, verdict));
        if (report.Snapshots > 0 && report.Findings.Count == 0) streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Snapshots} snapshots are what the events before them come to; keys and indexes are whole."));
        if (live && report.Findings.Count == 0) streams.Output.WriteLine("The running node is what its log says.");
        foreach (var finding in report.Findings) streams.Error.WriteLine($"parlance: {finding.Where}: {LogPage.Safe(finding.What, 1_000)}");
        return report.IsIntact ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static IEnumerable<LogFinding> LiveDifferences(string folder, CancellationToken stop)
    {
        try
        {
            using var node = new ControlClient(folder);
            var (start, sections) = LiveSections.From(node.Ask("state"));
            using var log = StateReplay.Open(folder, ServerEvents.Codec());
            return [.. LiveComparison.Compare(log, start, sections, stop).Select(what => new LogFinding("the running node", $"{what} is not what its log says. Keep a copy of the data folder and report it; a restart begins from the log."))];
        }
        catch (ControlException e)
        {
            return [new("the running node", e.Message)];
        }
    }

    private static string Intact(string path, long rows) => rows == 0
        ? $"{path}: intact. It has no events."
        : string.Create(CultureInfo.InvariantCulture, $"{path}: intact. {rows} events, positions 1 to {rows} without a gap; the hash of each was computed again and fits the next.");

    private static string Broken(string path, LogVerdict verdict) => string.Create(CultureInfo.InvariantCulture,
        $"parlance: {path} is broken at position {verdict.Break!.Position}: {LogPage.Safe(verdict.Break.What, 1_000)} {Before(verdict)} Stop the server, keep a copy, and restore the last backup.");

    private static string Before(LogVerdict verdict) => verdict.Rows switch
    {
        0 => "No event before it is intact.",
        1 => "The one event before it is intact.",
        var rows => string.Create(CultureInfo.InvariantCulture, $"The {rows} events before it are intact."),
    };

    /// <summary>A line that is written over while it lasts; only for a person who watches.</summary>
    private static Action<long>? Progress(TextWriter error)
    {
        if (!ReferenceEquals(error, Console.Error) || Console.IsErrorRedirected) return null;
        return position => error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{position} events\r"));
    }

    private static string Json(string path, LogReport report)
    {
        var verdict = report.Chain;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("database", path);
            json.WriteBoolean("intact", report.IsIntact);
            json.WriteNumber("events", verdict.Rows);
            if (verdict.Break is { } broken)
            {
                json.WriteNumber("position", broken.Position);
                json.WriteString("what", broken.What);
            }

            json.WriteNumber("snapshots", report.Snapshots);
            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                json.WriteStartObject();
                json.WriteString("where", finding.Where);
                json.WriteString("what", finding.What);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
