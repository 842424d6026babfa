using Parlance.Live;

namespace Parlance.Scenes;

/// <summary>
/// Each <c>*.scene</c> file is one test, named by its first comment, on a server of its own.
/// <c>SCENE=topic</c> in the environment plays only the files whose names contain it.
/// </summary>
public sealed class SceneTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenes");

    public static IEnumerable<TheoryDataRow<string>> Files() => Directory
        .EnumerateFiles(Folder, "*.scene", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file).Contains(Environment.GetEnvironmentVariable("SCENE") ?? "", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(file => new TheoryDataRow<string>(Path.GetRelativePath(Folder, file)) { TestDisplayName = Scene.Read(file).Title });

    [Theory, MemberData(nameof(Files))]
    public async Task scene(string file)
    {
        var scene = Scene.Read(Path.Combine(Folder, file));
        await using var server = await LiveServer.Start(scene.Settings);
        using var stage = new Stage(server);
        await stage.Play(scene);
    }
}
