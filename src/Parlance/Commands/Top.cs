using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Parlance.Control;
using Spectre.Console;

namespace Parlance.Commands;

/// <summary><c>parlance top</c>: a running node, live.</summary>
internal static class Top
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public static Command Command()
    {
        var (config, data, json) = (Options.Config(), Options.Data(), Options.Json());
        json.Description = "One reading of the node's figures as JSON, and done.";
        var command = new Command("top", "Watch a running node: connections, rooms, messages, commit and round times. Ctrl-C ends it.") { config, data, json };
        command.SetAction(async (given, stop) =>
        {
            var (configuration, problems) = RunArguments.From(given.GetValue(config), given.GetValue(data)).Read();
            foreach (var problem in problems) await Console.Error.WriteLineAsync(problem.ToString());
            if (configuration is null) return ExitStatus.Failed;

            try
            {
                using var node = new ControlClient(configuration.DataFolder);
                if (given.GetValue(json)) Console.WriteLine(node.Ask("stats").GetRawText());
                else await Watch(node, stop);
                return ExitStatus.Done;
            }
            catch (ControlException e)
            {
                await Console.Error.WriteLineAsync($"parlance: {e.Message}");
                return ExitStatus.Failed;
            }
        });
        return command;
    }

    private static async Task Watch(ControlClient node, CancellationToken stop)
    {
        var (before, at) = (NodeStats.From(node.Ask("stats")), Stopwatch.GetTimestamp());
        await AnsiConsole.Live(Picture(before, before, 1)).StartAsync(async live =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(Every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested) return;
                var (now, then) = (NodeStats.From(node.Ask("stats")), at);
                at = Stopwatch.GetTimestamp();
                live.UpdateTarget(Picture(before, now, Stopwatch.GetElapsedTime(then, at).TotalSeconds));
                before = now;
            }
        });
    }

    internal static Spectre.Console.Table Picture(NodeStats before, NodeStats now, double seconds)
    {
        double Rate(long from, long to) => (to - from) / seconds;
        var table = new Spectre.Console.Table { Title = new TableTitle(Markup.Escape($"{now.Name}, up {TimeSpan.FromSeconds((long)now.UptimeSeconds)}")) };
        table.AddColumn("").AddColumn(new TableColumn("now").RightAligned()).AddColumn("");
        Row("Connections", now.Connections, "");
        Row("Users", now.Users, "");
        Row("Rooms", now.Rooms, "");
        Row("Messages", Rate(before.MessagesTotal, now.MessagesTotal), "/s");
        Row("Deliveries", Rate(before.DeliveriesTotal, now.DeliveriesTotal), "/s");
        Row("Events", Rate(before.EventsTotal, now.EventsTotal), "/s");
        Row("Waiting for the disk", now.LogQueue, "events");
        Row("Commit p50", now.CommitMillisecondsP50, "ms");
        Row("Commit p99", now.CommitMillisecondsP99, "ms");
        Row("Loop round p50", now.RoundMicrosecondsP50, "us");
        Row("Loop round p99", now.RoundMicrosecondsP99, "us");
        Row("CPU", (now.CpuSeconds - before.CpuSeconds) * 100 / seconds, "%");
        Row("Memory", now.MemoryBytes / 1048576.0, "MiB");
        return table;

        void Row(string name, double value, string unit) =>
            table.AddRow(name, value.ToString(value == Math.Floor(value) ? "N0" : "N1", CultureInfo.InvariantCulture), unit);
    }
}
