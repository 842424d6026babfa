using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Parlance.Log;

/// <summary>
/// A copy of a data folder, taken while its node runs: each database as it stands at one moment, then everything else, keys last but after the rows that need them.
/// A list of the files with their digests makes it provable.
/// </summary>
public static class LogBackup
{
    public const string ListName = "backup.json";

    /// <summary>Files in one backup.</summary>
    public const int FilesMax = 1_000_000;

    private static readonly string[] s_passing = ["lock", "control.sock"];

    /// <summary>Copies a data folder into a new one, and verifies the copy.</summary>
    /// <exception cref="StoreException">There is no log, the target is not empty, or something cannot be read or written.</exception>
    public static BackupList Take(string folder, string to, TimeProvider? time = null, CancellationToken stop = default)
    {
        using (LogReader.OpenDatabase(folder))
        {
            Demand(!Directory.Exists(to) || !Directory.EnumerateFileSystemEntries(to).Any(), $"{to} is not empty. Name a folder that is not there yet.");
            try
            {
                MakePrivate(to);
                var files = Files(folder).ToList();
                Demand(files.Count <= FilesMax, $"{folder} has {files.Count} files; a backup takes {FilesMax}.");
                foreach (var file in files.Where(IsDatabase)) CopyDatabase(Path.Combine(folder, file), Path.Combine(to, file));
                foreach (var file in files.Where(file => !IsDatabase(file))) CopyFile(Path.Combine(folder, file), Path.Combine(to, file));
                var verdict = LogVerifier.Verify(to, stop: stop);
                Demand(verdict.Break is null, $"the copy is not whole at position {verdict.Break?.Position}: {verdict.Break?.What} Run 'parlance log verify' on the original.");
                return List(to, verdict.Rows, time ?? TimeProvider.System);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StoreException($"The backup in {to} is not complete: {e.Message} Make room or set its owner right, delete it, and begin anew.", e);
            }
        }
    }

    /// <summary>Proves a backup and copies it to where a node may start from it. What was erased since, as the log that is there now says, is erased in it too.</summary>
    /// <param name="from">The backup.</param>
    /// <param name="folder">The data folder; one that is there is kept beside, under another name.</param>
    /// <returns>Where the folder that was there is kept; null: there was none.</returns>
    /// <exception cref="StoreException">The backup is not as it was written, or the folder is in use, or cannot be written.</exception>
    public static string? Restore(string from, string folder, EventCodec codec, TimeProvider? time = null, CancellationToken stop = default)
    {
        Prove(from, stop);
        var aside = MoveAside(folder, time ?? TimeProvider.System);
        try
        {
            MakePrivate(folder);
            foreach (var file in Files(from).Where(file => file != ListName)) CopyFile(Path.Combine(from, file), Path.Combine(folder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{folder} is not complete: {e.Message} Make room or set its owner right, delete it, and begin anew{(aside is null ? "" : $"; what was there is in {aside}")}.", e);
        }

        using var keys = SubjectKeys.Open(DataFolder.KeysOf(folder));
        Erasure.DestroyAll(folder, codec, keys);
        if (aside is not null && File.Exists(DataFolder.DatabaseOf(aside))) Erasure.DestroyAsIn(aside, folder, codec, keys);
        var verdict = LogVerifier.Verify(folder, stop: stop);
        Demand(verdict.Break is null, $"the restored log is not whole at position {verdict.Break?.Position}: {verdict.Break?.What}");
        return aside;
    }

    /// <exception cref="StoreException">A file of it is missing, changed, or not in the list.</exception>
    public static BackupList Prove(string from, CancellationToken stop = default)
    {
        var list = BackupList.Read(Path.Combine(from, ListName));
        foreach (var (file, digest) in list.Files)
        {
            stop.ThrowIfCancellationRequested();
            var path = Path.Combine(from, file);
            Demand(File.Exists(path), $"{path} is missing from the backup.");
            Demand(Digest(path) == digest, $"{path} is not as the backup wrote it. Take another backup.");
        }

        var foreign = Files(from).FirstOrDefault(file => file != ListName && !list.Files.ContainsKey(file));
        Demand(foreign is null, $"{Path.Combine(from, foreign ?? "")} is not of the backup. Take it away.");
        return list;
    }

    private static BackupList List(string to, long last, TimeProvider time)
    {
        var list = new BackupList(time.GetUtcNow(), last, new SortedDictionary<string, string>(Files(to).ToDictionary(file => file, file => Digest(Path.Combine(to, file))), StringComparer.Ordinal));
        PrivateFile.Write(Path.Combine(to, ListName), JsonSerializer.SerializeToUtf8Bytes(list, BackupList.Json));
        return list;
    }

    private static string? MoveAside(string folder, TimeProvider time)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any()) return null;

        using (DataFolder.Open(folder))
        {
            // Nobody runs on it.
        }

        var aside = string.Create(CultureInfo.InvariantCulture, $"{folder.TrimEnd('/')}.before-{time.GetUtcNow():yyyyMMdd-HHmmss}");
        Directory.Move(folder, aside);
        return aside;
    }

    /// <summary>Every file by its path within the folder: keys after all else, because a key is written before the first row that needs it. Snapshots are made anew; what a compaction left is not.</summary>
    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))
            .Where(file => !s_passing.Contains(file) && !file.EndsWith(".new", StringComparison.Ordinal) && !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)
                && !file.EndsWith(".snapshot", StringComparison.Ordinal))
            .OrderBy(file => file == "keys").ThenBy(file => file, StringComparer.Ordinal);

    private static bool IsDatabase(string file) => file.EndsWith(".db", StringComparison.Ordinal);

    /// <summary>One read transaction: what is written meanwhile is not in it, and waits for nothing.</summary>
    private static void CopyDatabase(string from, string to)
    {
        MakePrivate(Path.GetDirectoryName(to)!);
        using (var database = Database.OpenToRead(from))
        {
            using var copy = database.Prepare("VACUUM INTO ?");
            copy.Bind(1, to);
            copy.Run();
        }

        Narrow(to);
    }

    private static void CopyFile(string from, string to)
    {
        MakePrivate(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        Narrow(to);
    }

    private static string Digest(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void Narrow(string path)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds) throw new StoreException(otherwise);
    }
}
