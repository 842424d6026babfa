using System.Diagnostics;
using System.Globalization;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Bench;

/// <summary>
/// The log as a time machine, on a log of so many events. Budgets at 1,000,000: a full replay 5 s, any moment from snapshots 0.5 s, a difference 1 s, verification
/// 10 s, a query by target 20 ms; at 10,000,000: any moment 1 s, 500 MB.
/// </summary>
internal static class LogMeasure
{
    public static void Run(int events, string? folder)
    {
        var place = folder ?? Directory.CreateTempSubdirectory("parlance-bench-").FullName;
        try
        {
            if (!File.Exists(DataFolder.DatabaseOf(place))) Say("written", () => new LogOfAYear(events).Write(place));
            Measure(place);
        }
        finally
        {
            if (folder is null) Directory.Delete(place, recursive: true);
        }
    }

    private static void Measure(string place)
    {
        var codec = new EventCodec(typeof(Event).Assembly);
        using var log = StateReplay.Open(place, codec);
        var last = log.Last;
        Console.WriteLine($"{last} events, {new FileInfo(DataFolder.DatabaseOf(place)).Length >> 20} MiB");
        Say("full replay", () => log.Rebuild(last));
        Say("snapshots made", () => SnapshotPass.Run(place, codec));
        var chance = new Random(3);
        var moments = Enumerable.Range(0, 10).Select(_ => 1 + chance.NextInt64(last)).Append(last).ToArray();
        foreach (var moment in moments) Say($"the state at {moment}", () => log.StateAt(moment));
        Say("a start", () => log.ForStart());
        Say("a difference over 1,000 events", () => StateDiff.Between(log, last - 1_000, last));
        Say("a difference over 100,000 events", () => StateDiff.Between(log, last - 100_000, last));
        using var reader = LogReader.Open(place);
        foreach (var target in new[] { "room7", "room399", "nobody" }) Say($"the newest 100 of {target}", () => reader.Query(new() { Target = target, NewestFirst = true }));
        Say("the chain alone", () => LogVerifier.Verify(place));
        Say("verified", () => Console.WriteLine($"  {LogAudit.Run(place, codec).IsIntact}"));
    }

    private static void Say(string what, Action act)
    {
        using var self = Process.GetCurrentProcess();
        var (started, used) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime);
        act();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        self.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} {took,10:N1} ms, {(self.TotalProcessorTime - used).TotalMilliseconds,10:N1} of the processor, {Environment.WorkingSet >> 20,5} MiB"));
    }
}
