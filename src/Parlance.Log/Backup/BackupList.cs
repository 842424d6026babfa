using System.Text.Json;

namespace Parlance.Log;

/// <summary>What is in a backup.</summary>
/// <param name="Taken">When.</param>
/// <param name="Last">The last position in it.</param>
/// <param name="Files">SHA-256 by file.</param>
public sealed record BackupList(DateTimeOffset Taken, long Last, IReadOnlyDictionary<string, string> Files)
{
    internal static JsonSerializerOptions Json { get; } = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <exception cref="StoreException">It is not there, or not such a list.</exception>
    internal static BackupList Read(string path)
    {
        try
        {
            var list = JsonSerializer.Deserialize<BackupList>(File.ReadAllBytes(path), Json);
            // A list that names files elsewhere is not one of ours.
            if (list?.Files is { } files && files.Keys.All(file => !Path.IsPathRooted(file) && !file.Split('/', '\\').Contains(".."))) return list;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StoreException($"{path} cannot be read: {e.Message} Name the folder that 'parlance backup' made.", e);
        }

        throw new StoreException($"{path} is not the list of a backup.");
    }
}
