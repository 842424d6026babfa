using System.Reflection;
using System.Xml.Linq;

namespace Parlance.Conventions;

/// <summary>Who may know whom: Domain, Log, Engine, the dialects, the executable; never back, and no dialect another.</summary>
public class ArrowTests
{
    /// <summary>What a project may reach, in whatever many steps.</summary>
    private static readonly Dictionary<string, string[]> May = new()
    {
        ["Parlance.Domain"] = [],
        ["Parlance.Log"] = ["Parlance.Domain"],
        ["Parlance.Engine"] = ["Parlance.Domain", "Parlance.Log"],
        ["Parlance.Irc"] = ["Parlance.Domain", "Parlance.Log", "Parlance.Engine"],
        ["Parlance.Xmpp"] = ["Parlance.Domain", "Parlance.Log", "Parlance.Engine"],
        ["Parlance.Web"] = ["Parlance.Domain", "Parlance.Log", "Parlance.Engine"],
        ["parlance"] = ["Parlance.Domain", "Parlance.Log", "Parlance.Engine", "Parlance.Irc", "Parlance.Xmpp", "Parlance.Web"],
    };

    [Fact]
    public void assemblies_point_inwards_only() => Assert.All(Assemblies.Ours, assembly =>
        Assert.Empty(assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(IsOurs).Except(May[assembly.GetName().Name!])));

    [Fact]
    public void projects_point_inwards_only() => Assert.All(Tree.Files("src", ".csproj"), path =>
        Assert.Empty(References(path, "ProjectReference").Select(name => Path.GetFileNameWithoutExtension(name.Replace('\\', '/'))).Except(May[NameOf(path)])));

    /// <summary>A project that is new here gets its place on the map first.</summary>
    [Fact]
    public void every_project_is_on_the_map() => Assert.Equal(May.Keys.Order(StringComparer.Ordinal), Tree.Files("src", ".csproj").Select(NameOf).Order(StringComparer.Ordinal));

    [Fact]
    public void the_domain_depends_on_no_package() => Assert.Empty(References("src/Parlance.Domain/Parlance.Domain.csproj", "PackageReference"));

    /// <summary>No new dependency without a decision in docs/adr.</summary>
    [Fact]
    public void packages_are_as_listed() => Golden.Is("packages",
        Tree.Files("src", ".csproj").SelectMany(path => References(path, "PackageReference").Select(package => $"{NameOf(path)} {package}")));

    private static bool IsOurs(string name) => name.StartsWith("parlance", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project) is "Parlance" ? "parlance" : Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Parse(Tree.Text(project)).Descendants(kind).Select(e => (string?)e.Attribute("Include") ?? "").Where(name => name.Length > 0);
}
