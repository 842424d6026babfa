using System.Globalization;

namespace Parlance.Simulation;

public class NodeSimulationTests
{
    /// <summary>Runs of the ordinary test; <c>make sim</c> gives its own number and seed.</summary>
    private static int Runs => int.Parse(Environment.GetEnvironmentVariable("PARLANCE_SIM_RUNS") ?? "60", CultureInfo.InvariantCulture);

    private static ulong FirstSeed => Environment.GetEnvironmentVariable("PARLANCE_SIM_SEED") is { Length: > 0 } given
        ? ulong.Parse(given, CultureInfo.InvariantCulture) : (ulong)DateTime.UtcNow.Ticks;

    [Fact]
    public void a_node_is_what_its_log_says_whatever_people_and_disks_do()
    {
        for (var i = 0; i < Runs; i++)
        {
            var seed = FirstSeed + (ulong)i;
            try
            {
                new NodeSimulation(seed).Run(1500);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed} fails: make sim SEED={seed} RUNS=1", e);
            }
        }
    }

    [Fact]
    public void the_same_seed_gives_the_same_run()
    {
        NodeSimulation first = new(7), second = new(7);
        first.Run(2000);
        second.Run(2000);
        Assert.Equal((first.Events, first.Crashes, first.Confirmations), (second.Events, second.Crashes, second.Confirmations));
    }

    [Fact]
    public void runs_have_what_they_are_for()
    {
        var runs = Enumerable.Range(1, 10).Select(seed => new NodeSimulation((ulong)seed)).ToList();
        runs.ForEach(run => run.Run(1500));
        Assert.True(runs.Sum(r => r.Confirmations) > 100, "changes are confirmed");
        Assert.True(runs.Sum(r => r.Crashes) > 10, "nodes crash");
        Assert.True(runs.Sum(r => r.Events) > 5000, "things happen");
    }
}
