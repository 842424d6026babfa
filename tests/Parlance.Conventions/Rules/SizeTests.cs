namespace Parlance.Conventions;

/// <summary>Hope for 60 lines a file and 8 a method; past 400 and 60, look for the second idea inside.</summary>
public class SizeTests
{
    public const int FileMax = 400;
    public const int MethodMax = 60;

    [Fact]
    public void files_stay_short() => Ratchet.Holds("oversize-files",
        Sources().Select(path => (path, Lines: Tree.Lines(path).Length)).Where(file => file.Lines > FileMax).ToDictionary(file => file.path, file => file.Lines),
        $"A file has at most {FileMax} lines: look for the second idea inside.");

    [Fact]
    public void methods_stay_short() => Ratchet.Holds("oversize-methods",
        Sources().SelectMany(path => Members.Of(Tree.Text(path)).Where(method => method.Lines > MethodMax).Select(method => (Name: $"{path}:{method.Name}", method.Lines)))
            .GroupBy(method => method.Name).ToDictionary(same => same.Key, same => same.Max(method => method.Lines)),
        $"A method has at most {MethodMax} lines: look for the second idea inside.");

    [Fact]
    public void half_of_all_files_are_short()
    {
        var lengths = Tree.Files("src", ".cs").Select(path => Tree.Lines(path).Length).Order().ToArray();
        Assert.InRange(lengths[lengths.Length / 2], 1, 80);
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests", "bench" }.SelectMany(folder => Tree.Files(folder, ".cs"));
}
