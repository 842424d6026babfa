using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary><c>parlance log verify [--json]</c>: whether every event is as it was written, and the index of history what the events make. Exit status 0 intact, 1 broken or unreadable.</summary>
internal static class LogVerify
{
    public static Command Command()
    {
        var json = Options.Json();
        var command = new Command("verify", "Compute the chain of hashes again over every event. Exit status 0: intact, 1: broken or unreadable.") { json };
        command.Does((given, folder, stop) => Task.FromResult(Run(given.InvocationConfiguration, folder, given.GetValue(json), stop)));
        return command;
    }

    private static int Run(InvocationConfiguration streams, string folder, bool json, CancellationToken stop)
    {
        var verdict = LogVerifier.Verify(folder, Progress(streams.Error), stop);
        var path = DataFolder.DatabaseOf(folder);
        if (verdict.Break is null && ArchiveCheck.Compare(folder, new(typeof(Domain.Event).Assembly), Progress(streams.Error), stop) is { } difference)
        {
            streams.Error.WriteLine($"parlance: {path}: every event is as it was written, but its index of history is not what they make: {LogPage.Safe(difference, 1_000)} Stop the server and have the index made again: docs/operate/history.md, \"Making the index again\".");
            return ExitStatus.Failed;
        }

        if (json) streams.Output.WriteLine(Json(path, verdict));
        else if (verdict.Break is null) streams.Output.WriteLine(Intact(path, verdict.Rows));
        else streams.Error.WriteLine(Broken(path, verdict));
        return verdict.Break is null ? ExitStatus.Done : ExitStatus.Failed;
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

    private static string Json(string path, LogVerdict verdict)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("database", path);
            json.WriteBoolean("intact", verdict.Break is null);
            json.WriteNumber("events", verdict.Rows);
            if (verdict.Break is { } broken)
            {
                json.WriteNumber("position", broken.Position);
                json.WriteString("what", broken.What);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
