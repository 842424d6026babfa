using System.CommandLine;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary><c>parlance log tail [-n N] [--follow] [--format F] [--personal]</c> and what chooses events..</summary>
internal static class LogTail
{
    public static Command Command()
    {
        var count = LogOptions.Number("--lines", "How many of the last events.", 0, EventQuery.LimitMax, "-n");
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with every event as it is written, until SIGINT or SIGTERM." };
        var (db, filter) = (LogCommand.Database(), new LogFilter());
        var command = new Command("tail", "The last events that fit all that is given, oldest first.") { count, follow, db };
        filter.AddTo(command);
        command.Does(async (given, folder, stop) =>
        {
            using var log = LogReader.Open(folder);
            LogOptions.RequireKeys(log, folder, filter.Personal(given));
            var (page, query) = (LogPage.Of(given, filter.Format(given), filter.Personal(given)), filter.Of(given, log));
            var after = log.Last;
            if ((int)(given.GetValue(count) ?? 20) is > 0 and var lines)
                foreach (var row in log.Tail(lines, query).Where(row => row.Position <= after)) page.Print(row);
            if (given.GetValue(follow)) await Follow(log, after, query, page, stop);
            return ExitStatus.Done;
        }, db);
        return command;
    }

    private static async Task Follow(LogReader log, long after, EventQuery query, LogPage page, CancellationToken stop)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var unread = page.IsStandardOutput ? EndWhenUnread(done) : Task.CompletedTask;
        try
        {
            await foreach (var row in log.Follow(after, query, stop: done.Token)) page.Print(row);
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
