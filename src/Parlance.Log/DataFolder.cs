using System.Globalization;

namespace Parlance.Log;

/// <summary>The folder that holds all a node keeps, mode 0700, and its lock: one process at a time. Dispose to let go.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    /// <summary>The log's database, <c>parlance.db</c>.</summary>
    public string Database => DatabaseOf(Path);

    /// <summary>The keys of what is sealed, <c>keys</c>.</summary>
    public string Keys => KeysOf(Path);

    /// <param name="place">The folder, or the database itself under any name: a copy.</param>
    public static string DatabaseOf(string place) => File.Exists(place) ? place : System.IO.Path.Combine(place, "parlance.db");

    public static string KeysOf(string place) => System.IO.Path.Combine(FolderOf(place), "keys");

    /// <summary>The folder in which a log's other files are.</summary>
    public static string FolderOf(string place) => File.Exists(place) ? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(place))! : place;

    /// <summary>Makes the folder if need be, and takes its lock (<c>lock</c>, which names the holder's process id).</summary>
    /// <exception cref="StoreException">Another process holds it, or the folder cannot be made or written.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var lockPath = System.IO.Path.Combine(path, "lock");
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            MakePrivate(lockPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The data folder {path} cannot be used: {e.Message} Make it belong to the server's user, or name another with data.dir or --data.", e);
        }

        return new(path, Lock(path, lockPath));
    }

    /// <summary>Makes an empty file that only its owner may read, unless it exists.</summary>
    internal static void MakePrivate(string path)
    {
        if (File.Exists(path)) return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }

    public void Dispose()
    {
        _lock.SetLength(0);
        _lock.Dispose();
    }

    /// <summary><see cref="FileShare.None"/> is flock(2), exclusive: it goes with the process, however that ends.</summary>
    private static FileStream Lock(string path, string lockPath)
    {
        try
        {
            var held = new FileStream(lockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            held.SetLength(0);
            held.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n")));
            return held;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException($"The lock {lockPath} cannot be opened: {e.Message} Make it belong to the server's user.", e);
        }
        catch (IOException e)
        {
            var holder = LockHolder.Of(lockPath);
            throw new StoreException($"The data folder {path} is in use by {(holder.Length > 0 ? $"process {holder}" : "another process")}. Stop that one, or name another folder with data.dir or --data.", e);
        }
    }
}
