using System.Globalization;

namespace Parlance.Log.Tests;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void a_second_node_on_one_folder_is_refused_and_told_who_is_there()
    {
        using (DataFolder.Open(_temp.Path))
        {
            var refused = Assert.Throws<StoreException>(() => DataFolder.Open(_temp.Path));
            Assert.Contains($"in use by process {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}", refused.Message, StringComparison.Ordinal);
        }

        DataFolder.Open(_temp.Path).Dispose();
    }

    [Fact]
    public void a_folder_that_is_a_file_is_refused_with_a_remedy()
    {
        var path = Path.Combine(_temp.Path, "file");
        File.WriteAllText(path, "");
        Assert.Contains("--data", Assert.Throws<StoreException>(() => DataFolder.Open(path)).Message, StringComparison.Ordinal);
    }
}
