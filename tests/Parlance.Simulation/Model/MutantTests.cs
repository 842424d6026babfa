using System.Reflection;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>Each rule of the fold is broken on purpose; a simulation that does not notice would be too weak for the rule.</summary>
public class MutantTests(ITestOutputHelper output)
{
    /// <summary>How many seeds a broken rule may survive.</summary>
    private const int SeedsMax = 6000;

    /// <summary>The faults that other networks of this kind were found to have, and the rule that each breaks here.</summary>
    public static TheoryData<string, string> AuditBugs => new()
    {
        { "B1: two nodes create a room and both creators stay operators", nameof(FoldRules.CreationIgnoresWhoseItIs) },
        { "B1, B4: whose creation arrived first is founder", nameof(FoldRules.EarlierCreationWins) },
        { "B2: a topic lock is not enforced across nodes", nameof(FoldRules.RestrictionsAnnulLaterTopics) },
        { "B2, B7: what is said past moderation elsewhere is heard", nameof(FoldRules.ReceiversCheckSpeech) },
        { "B2: a topic from another node passes a topic lock", nameof(FoldRules.ReceiversCheckTopics) },
        { "B3: guests of other nodes are in no list of names", nameof(FoldRules.RemoteGuestsAreMembers) },
        { "B3: ranks are of local sessions only", nameof(FoldRules.RemoteUsersCanHaveRank) },
        { "B4: the last to arrive wins", nameof(FoldRules.RegistersIgnoreArrival) },
        { "B5: a sync only ever adds modes", nameof(FoldRules.ModesCanBeCleared) },
        { "B5: a sync only ever adds bans", nameof(FoldRules.ListsCanBeCleared) },
        { "B6: bans are not enforced on joins elsewhere", nameof(FoldRules.ReceiversCheckJoins) },
        { "B6: bans stay at home", nameof(FoldRules.RemoteBansCount) },
        { "B7: ids begin anew with a restart", nameof(FoldRules.OldIncarnationsAreVoid) },
        { "B9: a peer signs for users that are not its own", nameof(FoldRules.ActorsAreOfTheirNode) },
        { "B9: a peer gives its users ranks", nameof(FoldRules.ReceiversCheckRank) },
    };

    public static TheoryData<string> Rules => [.. Switches().Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Rules))]
    public void a_broken_rule_is_noticed(string rule) => output.WriteLine($"{rule}: {Noticed(rule)}");

    [Theory, MemberData(nameof(AuditBugs))]
    public void a_fault_of_others_is_noticed_here(string fault, string rule) => output.WriteLine($"{fault}: {Noticed(rule)}");

    private static string Noticed(string rule)
    {
        var broken = FoldRules.Sound with { };
        typeof(FoldRules).GetProperty(rule)!.SetValue(broken, false);
        for (var seed = 1UL; seed <= SeedsMax; seed++)
            if (Shrinker.Fault(new(seed, broken), ModelTests.Steps) is { } fault) return $"seed {seed}: {fault}";

        throw new InvalidOperationException($"{rule} can be broken for {SeedsMax} seeds unnoticed");
    }

    private static IEnumerable<PropertyInfo> Switches() => typeof(FoldRules).GetProperties().Where(property => property.PropertyType == typeof(bool));
}
