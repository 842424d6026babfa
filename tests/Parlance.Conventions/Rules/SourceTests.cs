using System.Text.RegularExpressions;

namespace Parlance.Conventions;

/// <summary>What holds for every source, whatever it does.</summary>
public partial class SourceTests
{
    private const string Signs = "\u00A7\u2026\u00B5\u00D7\u00B7\u00B2\u00B3\u2075";
    private static readonly string[] Folders = ["src", "tests", "bench"];

    [Fact]
    public void nothing_is_left_for_later() => Assert.Empty(Sources().Where(path => !path.EndsWith("SourceTests.cs", StringComparison.Ordinal)).SelectMany(path =>
        Regex.Matches(Tree.Text(path), @"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b").Select(match => $"{path}: {match.Value}")));

    [Fact]
    public void no_test_is_skipped() => Assert.Empty(Tree.Files("tests", ".cs").Where(path => Regex.IsMatch(CSharpText.Code(Tree.Text(path)), @"\b(Fact|Theory)\s*\([^)]*\bSkip\b")));

    /// <summary>No file says where somebody's machine keeps things.</summary>
    [Fact]
    public void no_file_names_a_place_on_one_machine() => Assert.Empty(
        from path in Folders.Append("docs").Append("deploy").SelectMany(folder => Tree.Files(folder)).Concat(AtRoot())
        where !path.EndsWith("SourceTests.cs", StringComparison.Ordinal) && IsText(path)
        from Match match in Regex.Matches(Tree.Text(path), @"(?<![\w.~-])/(?:work|root|home/\w+|Users)/\w+")
        select $"{path}: {match.Value}");

    [Fact]
    public void sources_have_no_tabs_and_no_trailing_blanks() => Assert.Empty(
        from path in Sources()
        let lines = Tree.Text(path).Split('\n')
        from number in Enumerable.Range(0, lines.Length)
        where lines[number].Contains('\t') || lines[number].EndsWith(' ') || lines[number].EndsWith('\r')
        select $"{path}:{number + 1}");

    /// <summary>Beside ASCII only the signs that its words need: section, ellipsis, micro, times, dot, small figures.</summary>
    [Fact]
    public void sources_are_plain_english() => Assert.Empty(Tree.Files("src", ".cs").Where(path => Tree.Text(path).Any(c => c > 127 && !Signs.Contains(c))));

    [Fact]
    public void sources_live_in_a_project() => Assert.Empty(AtRoot().Where(path => path.EndsWith(".cs", StringComparison.Ordinal)));

    [Fact]
    public void only_the_executable_has_a_console() => Assert.Empty(
        Tree.Files("src", ".cs").Where(path => !path.StartsWith("src/Parlance/", StringComparison.Ordinal) && Regex.IsMatch(CSharpText.Code(Tree.Text(path)), @"\bConsole\.")));

    /// <summary>A name that says what a thing is, not that it is a thing.</summary>
    [Fact]
    public void names_are_of_the_domain() => Golden.IsReasoned("vague-names",
        Assemblies.Ours.SelectMany(a => a.GetTypes()).Where(type => type.FullName is { } name && !name.Contains('<', StringComparison.Ordinal)).Select(type => type.Name.Split('`')[0])
            .Where(name => Vague().IsMatch(name)), "Name it by what it does: no Manager, Helper, Util, Data, Info, Service, Handler.");

    private static IEnumerable<string> Sources() => Folders.SelectMany(folder => Tree.Files(folder, ".cs"));

    private static IEnumerable<string> AtRoot() => Directory.EnumerateFiles(Tree.Root).Select(path => Path.GetFileName(path)!);

    private static bool IsText(string path) => Path.GetExtension(path) is ".cs" or ".md" or ".csproj" or ".props" or ".toml" or ".scene" or ".sh" or ".txt" or ".py" or ".js" or ".c" or ".yml" or ".service" or "";

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utilities|Data|Info|Service)$")]
    private static partial Regex Vague();
}
