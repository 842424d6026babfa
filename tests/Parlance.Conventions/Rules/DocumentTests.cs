using System.Text.RegularExpressions;

namespace Parlance.Conventions;

/// <summary>Pages do not rot: what they quote is in the code, and what they link to is there.</summary>
public partial class DocumentTests
{
    [Fact]
    public void quoted_code_is_the_code() => Assert.Empty(
        from page in Pages()
        from Match quote in Quote().Matches(Tree.Text(page))
        let wrong = Wrong(quote.Groups["path"].Value, quote.Groups["region"].Value, quote.Groups["code"].Value)
        where wrong is not null
        select $"{page}: {wrong}");

    /// <summary>A block of C# without a source would rot unseen.</summary>
    [Fact]
    public void code_in_a_guide_says_where_it_is_from() => Assert.Empty(
        from page in Pages().Where(page => page.StartsWith("docs/guide", StringComparison.Ordinal))
        let text = Tree.Text(page)
        where Fence().Count(text) != Quote().Matches(text).Count(quote => quote.Groups["language"].Value == "csharp")
        select page);

    [Fact]
    public void links_lead_somewhere() => Assert.Empty(
        from page in Pages()
        from Match link in Link().Matches(Tree.Text(page))
        let target = link.Groups[1].Value
        where !target.Contains(':', StringComparison.Ordinal) && target.Length > 0
        let path = Path.GetFullPath(Path.Combine(Tree.Root, Path.GetDirectoryName(page)!, target))
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{page}: {target}");

    [Fact]
    public void decisions_are_numbered_and_have_the_four_parts() => Assert.All(Decisions(), (page, index) =>
    {
        Assert.StartsWith($"{index + 1:0000}-", Path.GetFileName(page), StringComparison.Ordinal);
        var text = Tree.Text(page);
        foreach (var part in new[] { "## Context", "## Choice", "## Price", "## When to look again" }) Assert.Contains(part, text, StringComparison.Ordinal);
    });

    [Fact]
    public void every_page_can_be_found_from_the_index() => Assert.Empty(
        Tree.Files("docs", ".md").Where(page => page != "docs/index.md").Where(page => !Tree.Text("docs/index.md").Contains($"({page["docs/".Length..]})", StringComparison.Ordinal)));

    private static IEnumerable<string> Pages() => Tree.Files("docs", ".md").Concat(new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md" }.Where(Tree.Has));

    private static List<string> Decisions() => [.. Tree.Files("docs/adr", ".md")];

    private static string? Wrong(string path, string region, string code)
    {
        if (!Tree.Has(path)) return $"there is no {path}";
        var source = Tree.Text(path);
        if (region.Length > 0)
        {
            var match = Regex.Match(source, $@"#region {Regex.Escape(region)}\r?\n(.*?)[ \t]*#endregion", RegexOptions.Singleline);
            if (!match.Success) return $"{path} has no #region {region}";
            return Plain(match.Groups[1].Value) == Plain(code) ? null : $"differs from {path}#{region}";
        }

        return Plain(source).Contains(Plain(code), StringComparison.Ordinal) ? null : $"{path} does not hold:\n{code}";
    }

    /// <summary>Lines without their indentation and without blank ones at the ends.</summary>
    private static string Plain(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim();

    [GeneratedRegex(@"<!-- from: (?<path>[^\s#]+)(?:#(?<region>[\w-]+))? -->\r?\n```(?<language>\w*)\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Quote();

    [GeneratedRegex("^```csharp", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(([^)#\s]*)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
