using System.Reflection;
using System.Text.RegularExpressions;
using Parlance.Domain;

namespace Parlance.Conventions;

/// <summary>As a line of code, could I tell which room I am in? Words that have lost their way are found here.</summary>
public class DomainTests
{
    [Fact]
    public void the_domain_speaks_of_nothing_outside() => Golden.IsReasoned("domain-words",
        Found("src/Parlance.Domain", @"\b(await|async|Task|DateTime(?:Offset)?|Stopwatch|ILogger|Console|Thread|Socket|File|Random|Guid|Environment|lock)\b(?!\s*:)"),
        "The domain is pure: time and chance come as inputs, I/O is elsewhere.");

    [Fact]
    public void the_domain_knows_no_protocol() => Assert.Empty(Tree.Files("src/Parlance.Domain", ".cs").SelectMany(path =>
        Regex.Matches(CSharpText.Code(Tree.Text(path), keepStrings: true), "\"(?:[0-9]{3}|<[a-z].*?|PRIVMSG|NOTICE|JOIN|PART|MODE|KICK)\"").Select(match => $"{path}: {match.Value}")));

    /// <summary>What can be assigned from outside the domain although only events may change it.</summary>
    [Fact]
    public void state_is_assigned_by_events_only() => Assert.Empty(
        from path in Tree.Files("src", ".cs")
        where !path.StartsWith("src/Parlance.Domain", StringComparison.Ordinal)
        from Match match in Assignment.Matches(CSharpText.Code(Tree.Text(path)))
        where !IsEnginesOwn(match.Groups["what"].Value)
        select $"{path}: {match.Value.Trim()}");

    [Fact]
    public void collections_of_state_are_changed_by_events_only() => Assert.Empty(
        from path in Tree.Files("src", ".cs")
        where !path.StartsWith("src/Parlance.Domain", StringComparison.Ordinal)
        from Match match in Change.Matches(CSharpText.Code(Tree.Text(path)))
        select $"{path}: {match.Value.Trim()}");

    /// <summary>The setters of what events alone may change: those with a setter that other assemblies can call are worth a look each.</summary>
    [Fact]
    public void setters_of_state_that_others_could_call_only_become_fewer() => Ratchet.Holds("state-setters",
        from type in State
        from property in type.GetProperties()
        where property.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
        where !IsEnginesOwn(property.Name)
        select $"{type.Name}.{property.Name}", "Make the setter internal: Evolve is in the same assembly.");

    private static readonly Type[] State =
        [typeof(NodeState), typeof(Domain.Rooms.Room), typeof(Domain.Rooms.Member), typeof(Domain.Rooms.MaskList), typeof(Domain.Rooms.RoomTable), typeof(Domain.Users.User), typeof(Domain.Users.Directory), typeof(Domain.Bans.BanTable)];

    internal static readonly Regex Assignment = new(
        @$"\b(?:room|user|member|state|State|User|channel|guest|target|membership)[!?]?\.(?<what>{Names(p => p.CanWrite)})\s*(?:=(?![=>])|\+=|-=|\|=|&=|\?\?=|\+\+|--)");

    internal static readonly Regex Change = new(
        @$"\.(?:Rooms|{Names(p => p.PropertyType != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(p.PropertyType))})[!?]?\.(?:Add|Remove|Clear|TryAdd|Insert|Rename)\(");

    private static string Names(Func<PropertyInfo, bool> which) =>
        string.Join('|', State.SelectMany(type => type.GetProperties()).Where(p => p.GetIndexParameters().Length == 0 && which(p)).Select(p => p.Name).Distinct().Except(["Count"]));

    /// <summary>Where the engine keeps its own tables beside the state.</summary>
    private static bool IsEnginesOwn(string property) => property == "Seat";

    private static IEnumerable<string> Found(string folder, string words) => Tree.Files(folder, ".cs")
        .SelectMany(path => Regex.Matches(CSharpText.Code(Tree.Text(path)), words).Select(match => $"{path[(folder.Length + 1)..]} {match.Value}")).Distinct();
}
