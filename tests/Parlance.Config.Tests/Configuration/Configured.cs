using System.Text;
using Parlance.Configuration;

namespace Parlance.Config.Tests.Configuration;

/// <summary>Reads a configuration from text, as if it were <c>f.toml</c> in a folder of its own.</summary>
internal static class Configured
{
    public static ServerConfiguration By(string toml, params (string Name, string Value)[] environment)
    {
        var result = Read(toml, environment);
        Assert.Empty(result.Problems);
        return result.Configuration!;
    }

    public static IReadOnlyList<string> Problems(string toml, params (string Name, string Value)[] environment)
    {
        var result = Read(toml, environment);
        Assert.Null(result.Configuration);
        return [.. result.Problems.Select(problem => problem.ToString().Replace(Folder + "/", ""))];
    }

    public static IReadOnlyList<string> Notes(string toml) => [.. By(toml).Notes.Select(note => note.ToString().Replace(Folder + "/", ""))];

    public static string Folder { get; } = Directory.CreateTempSubdirectory("parlance-config").FullName;

    private static ConfigurationResult Read(string toml, (string Name, string Value)[] environment) => new ConfigurationSource
    {
        File = Path.Combine(Folder, "f.toml"),
        Environment = environment.ToDictionary(one => one.Name, one => one.Value),
    }.Read(Encoding.UTF8.GetBytes(toml));
}
