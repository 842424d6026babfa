namespace Parlance.Live;

/// <summary>Cuts of an IRC line that comparisons want.</summary>
public static class IrcText
{
    /// <summary>The line without its tags.</summary>
    public static string WithoutTags(string line) => line.StartsWith('@') ? After(line) : line;

    /// <summary>The line without tags and source: verb and parameters.</summary>
    public static string Bare(string line) => WithoutTags(line) is var rest && rest.StartsWith(':') ? After(rest) : rest;

    private static string After(string line) => line.IndexOf(' ') is var space and >= 0 ? line[(space + 1)..].TrimStart(' ') : "";
}
