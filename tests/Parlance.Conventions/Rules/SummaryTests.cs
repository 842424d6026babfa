using System.Xml.Linq;

namespace Parlance.Conventions;

/// <summary>One summary per type: what it is, units, limits, errors, and its source where the rule is not ours.</summary>
public class SummaryTests
{
    /// <summary>Events, and what a dialect says of them, are told by their names and by the command beside them.</summary>
    [Fact]
    public void every_public_type_says_what_it_is() => Ratchet.Holds("types-without-summary",
        Assemblies.Ours.SelectMany(assembly => assembly.GetExportedTypes().Where(type => !IsTold(type) && !Described(assembly).Contains(NameOf(type))))
            .Select(NameOf), "Write a summary: what it is, in one sentence.");

    private static bool IsTold(Type type) => type.IsAssignableTo(typeof(Delegate)) || type.IsAssignableTo(typeof(Domain.Event)) ||
        type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(Irc.IIrcVoice<>));

    private static readonly Dictionary<System.Reflection.Assembly, HashSet<string>> Known = [];

    private static HashSet<string> Described(System.Reflection.Assembly assembly)
    {
        if (Known.TryGetValue(assembly, out var names)) return names;
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        Assert.True(File.Exists(file), $"{Path.GetFileName(file)} is not beside the tests: build with GenerateDocumentationFile");
        return Known[assembly] = [.. XDocument.Load(file).Descendants("member").Where(m => m.Element("summary") is { } text && text.Value.Trim().Length > 10).Select(m => (string)m.Attribute("name")!)
            .Where(name => name.StartsWith("T:", StringComparison.Ordinal)).Select(name => name[2..])];
    }

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');
}
