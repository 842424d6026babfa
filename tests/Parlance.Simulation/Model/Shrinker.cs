using System.Text;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>Leaves out steps of a failing run as long as it fails, and tells what is left.</summary>
internal static class Shrinker
{
    public static string Report(ulong seed, FoldRules rules, int steps, string fault)
    {
        var skipped = Shrink(seed, rules, steps);
        var run = new ModelRun(seed, rules);
        var last = Fault(run, steps, skipped) ?? fault;
        var text = new StringBuilder();
        text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"seed {seed}: {fault}").AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"again: make sim SEED={seed} RUNS=1");
        text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{steps - skipped.Count} of its steps are enough: {last}");
        foreach (var fact in run.Facts) text.AppendLine(fact.ToString());
        return text.ToString();
    }

    /// <summary>The steps that are not needed for the failure.</summary>
    public static HashSet<int> Shrink(ulong seed, FoldRules rules, int steps)
    {
        var skipped = new HashSet<int>();
        for (var size = steps / 2; size >= 1; size /= 2)
            for (var from = 0; from < steps; from += size)
            {
                var more = new HashSet<int>(skipped);
                more.UnionWith(Enumerable.Range(from, Math.Min(size, steps - from)));
                if (more.Count > skipped.Count && Fault(new(seed, rules), steps, more) is not null) skipped = more;
            }

        return skipped;
    }

    /// <summary>An exception in a run is a fault of it too.</summary>
    public static string? Fault(ModelRun run, int steps, IReadOnlySet<int>? skipped = null)
    {
        try
        {
            return run.Fails(steps, skipped);
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }
}
