namespace Parlance.Conventions;

/// <summary>The repository as files: sources, projects, scenes. What a build makes is left out.</summary>
public static class Tree
{
    private static readonly string[] Made = ["bin", "obj", ".git", "artifacts", "node_modules"];

    /// <summary>The folder that holds the solution, found upwards from the tests' own binaries.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Files under a folder of the repository by the ends of their names, as paths relative to the root, in order.</summary>
    public static IEnumerable<string> Files(string folder, params string[] ends) =>
        Walk(Path.Combine(Root, folder)).Where(path => ends.Length == 0 || ends.Any(end => path.EndsWith(end, StringComparison.Ordinal)))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static bool Has(string path) => File.Exists(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in Directory.EnumerateFiles(folder)) yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder))
            if (!Made.Contains(Path.GetFileName(inner)))
                foreach (var file in Walk(inner)) yield return file;
    }

    private static string FindRoot(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Parlance.slnx"))) return at.FullName;
        throw new InvalidOperationException($"No Parlance.slnx above {from}: run the tests from a checkout.");
    }
}
