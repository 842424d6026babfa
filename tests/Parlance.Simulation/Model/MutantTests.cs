using System.Reflection;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>Each rule of the fold is broken on purpose; a simulation that does not notice would be too weak for the rule.</summary>
public class MutantTests(ITestOutputHelper output)
{
    /// <summary>How many seeds a broken rule may survive.</summary>
    private const int SeedsMax = 6000;

    /// <summary>Nothing that anybody can see depends on it.</summary>
    private static readonly Dictionary<string, string> Equivalent = [];

    public static TheoryData<string> Rules => [.. Switches().Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Rules))]
    public void a_broken_rule_is_noticed(string rule)
    {
        var broken = FoldRules.Sound with { };
        typeof(FoldRules).GetProperty(rule)!.SetValue(broken, false);
        for (var seed = 1UL; seed <= SeedsMax; seed++)
        {
            if (Shrinker.Fault(new(seed, broken), ModelTests.Steps) is not { } fault) continue;
            output.WriteLine($"{rule}: seed {seed}: {fault}");
            Assert.DoesNotContain(rule, Equivalent.Keys);
            return;
        }

        Assert.True(Equivalent.ContainsKey(rule), $"{rule} can be broken for {SeedsMax} seeds unnoticed");
    }

    private static IEnumerable<PropertyInfo> Switches() => typeof(FoldRules).GetProperties().Where(property => property.PropertyType == typeof(bool));
}
