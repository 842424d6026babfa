using System.Globalization;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>The mesh of rooms under every fault we can think of, from fresh seeds each time.</summary>
public class ModelTests(ITestOutputHelper output)
{
    /// <summary>Steps of a run.</summary>
    public const int Steps = 120;

    private static int Runs => int.Parse(Environment.GetEnvironmentVariable("PARLANCE_SIM_MODEL_RUNS") is { Length: > 0 } given ? given : "20000", CultureInfo.InvariantCulture);

    private static ulong FirstSeed => Environment.GetEnvironmentVariable("PARLANCE_SIM_SEED") is { Length: > 0 } given
        ? ulong.Parse(given, CultureInfo.InvariantCulture) : (ulong)DateTime.UtcNow.Ticks;

    [Fact]
    public void nodes_that_know_the_same_agree_whatever_the_network_does()
    {
        var first = FirstSeed;
        var (facts, compactions, crashes, simulated) = (0L, 0L, 0L, TimeSpan.Zero);
        for (var i = 0; i < Runs; i++)
        {
            var run = new ModelRun(first + (ulong)i, FoldRules.Sound);
            if (Shrinker.Fault(run, Steps) is { } fault) Assert.Fail(Shrinker.Report(first + (ulong)i, FoldRules.Sound, Steps, fault));
            facts += run.Facts.Count;
            compactions += run.Compactions;
            crashes += run.Crashes;
            simulated += run.Simulated;
        }

        output.WriteLine($"{Runs} seeds from {first}: {facts} events, {compactions} compactions, {crashes} crashes, {simulated.TotalDays:F1} days simulated");
    }
}
