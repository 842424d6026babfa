using System.CommandLine;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary><c>parlance log tail [-n N] [--follow] [--json] [--personal]</c>.</summary>
internal static class LogTail
{
    public static Command Command()
    {
        var count = LogOptions.Number("--lines", "How many of the last events.", 0, EventQuery.LimitMax, "-n");
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with every event as it is written, until SIGINT or SIGTERM." };
        var (json, personal) = (Options.Json(), LogOptions.Personal());
        var command = new Command("tail", "The last events, oldest first.") { count, follow, json, personal };
        command.Does(async (given, folder, stop) =>
        {
            using var log = LogReader.Open(folder);
            LogOptions.RequireKeys(log, folder, given.GetValue(personal));
            var page = LogPage.Of(given, given.GetValue(json), given.GetValue(personal));
            var after = Last(log, (int)(given.GetValue(count) ?? 20), page);
            if (given.GetValue(follow)) await Follow(log, after, page, stop);
            return ExitStatus.Done;
        });
        return command;
    }

    /// <summary>Prints the last rows; gives the position to go on from.</summary>
    private static long Last(LogReader log, int count, LogPage page)
    {
        if (count == 0) return log.Last;
        var rows = log.Tail(count);
        foreach (var row in rows) page.Print(row);
        return rows.Count > 0 ? rows[^1].Position : 0;
    }

    private static async Task Follow(LogReader log, long after, LogPage page, CancellationToken stop)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var unread = page.IsStandardOutput ? EndWhenUnread(done) : Task.CompletedTask;
        try
        {
            await foreach (var row in log.Follow(after, stop: done.Token)) page.Print(row);
        }
        finally
        {
            await done.CancelAsync();
            await unread;
        }
    }

    private static async Task EndWhenUnread(CancellationTokenSource done)
    {
        await ClosedPipe.Wait(done.Token);
        await done.CancelAsync();
    }
}
