using System.Globalization;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// The snapshots of a log, one file each in <c>snapshots/</c>, named by position. They are a cache: any of them may be deleted. Only <c>base</c>, which a compaction
/// leaves, stands for events that are gone.
/// </summary>
internal sealed class SnapshotFolder(string place)
{
    private const string Extension = ".snapshot";

    /// <summary>The word in <c>meta</c> that says up to where a log was compacted.</summary>
    public const string HorizonName = "horizon";

    public string Path { get; } = System.IO.Path.Combine(DataFolder.FolderOf(place), "snapshots");

    public string KeyPath { get; } = System.IO.Path.Combine(DataFolder.FolderOf(place), "snapshots.key");

    /// <summary>The state that a compaction left, at its horizon.</summary>
    public string BaseOf(long horizon) => System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"base-{horizon:D12}"));

    /// <summary>Positions of which there are snapshots, the oldest first.</summary>
    public IReadOnlyList<long> Positions
    {
        get
        {
            if (!Directory.Exists(Path)) return [];
            var found = new List<long>();
            foreach (var file in Directory.EnumerateFiles(Path, "*" + Extension))
                if (long.TryParse(System.IO.Path.GetFileNameWithoutExtension(file.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var position)) found.Add(position);
            found.Sort();
            return found;
        }
    }

    public string FileOf(long position) => System.IO.Path.Combine(Path, position.ToString("D12", CultureInfo.InvariantCulture) + Extension);

    /// <summary>Up to where the log was compacted; 0: not at all.</summary>
    public static long HorizonOf(Database database) =>
        long.TryParse(new Metadata(database).Value(HorizonName), NumberStyles.None, CultureInfo.InvariantCulture, out var horizon) ? horizon : 0;

    /// <summary>The newest state that is kept at a position or before it and fits this log; null: none. What does not fit is passed over: it is a cache.</summary>
    public NodeState? Newest(Database database, long position)
    {
        if (KeyOrNull() is not { } key) return null;
        foreach (var at in Positions.Reverse())
            if (at <= position && TryRead(FileOf(at), database, key) is { } found) return found.State;
        var horizon = HorizonOf(database);
        return horizon > 0 && horizon <= position ? Base(database) : null;
    }

    /// <summary>The state that a compaction left at the horizon.</summary>
    /// <exception cref="StoreException">It is missing or damaged.</exception>
    public NodeState Base(Database database)
    {
        var key = SnapshotKey.Read(KeyPath) ?? throw new StoreException($"The log was compacted, and the key of its snapshots, {KeyPath}, is not there or may not be read. Run the command as the server's user, or restore the file.");
        var path = BaseOf(HorizonOf(database));
        return TryRead(path, database, key)?.State
            ?? throw new StoreException($"The log was compacted, and the state it began with, {path}, is missing or damaged. Restore it from the last backup.");
    }

    /// <summary>Keeps a state.</summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public void Save(Database database, NodeState state, string? path = null)
    {
        Directory.CreateDirectory(Path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PrivateFile.Write(path ?? FileOf(state.Position), SnapshotFile.Write(state, RowHash(database, state.Position), KeyOrNull() ?? SnapshotKey.Replace(KeyPath)));
    }

    /// <summary>Reads a snapshot for who wants to know what is wrong with it.</summary>
    /// <exception cref="FormatException">It is damaged, or of another log.</exception>
    public static SnapshotFile Read(string path, Database database, byte[] key)
    {
        var read = SnapshotFile.Read(File.ReadAllBytes(path), key);
        return RowHash(database, read.Position).AsSpan().SequenceEqual(read.RowHash) ? read : throw new FormatException("It is of another log.");
    }

    private static SnapshotFile? TryRead(string path, Database database, byte[] key)
    {
        try
        {
            return Read(path, database, key);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or StoreException or OverflowException or InvalidCastException or ArgumentException)
        {
            return null;
        }
    }

    private byte[]? KeyOrNull()
    {
        try
        {
            return SnapshotKey.Read(KeyPath);
        }
        catch (StoreException)
        {
            return null;
        }
    }

    internal static byte[] RowHash(Database database, long position)
    {
        using var row = database.Prepare("SELECT hash FROM events WHERE id = ?");
        row.Bind(1, position);
        return row.Step() ? row.Bytes(0).ToArray() : throw new StoreException($"The log {database.Path} has no position {position}.");
    }
}
