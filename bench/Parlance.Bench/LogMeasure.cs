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
        Say("full replay", () => Console.WriteLine($"  {Convert.ToHexStringLower(StateHash.Of(log.Rebuild(last)))[..16]}"));
    }

    private static void Say(string what, Action act)
    {
        var started = Stopwatch.GetTimestamp();
        act();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32} {Stopwatch.GetElapsedTime(started).TotalMilliseconds,10:N1} ms   {Environment.WorkingSet >> 20,5} MiB"));
    }
}
