using System.Runtime.InteropServices;
using SQLitePCL;

namespace Parlance.Log;

/// <summary>
/// The SQLite library: the system's when there is one, because it gets the distribution's security fixes; the one that comes with the server otherwise.
/// </summary>
public static class NativeSqlite
{
    private const string SystemLibrary = "libsqlite3.so.0";

    private static readonly Lazy<string> s_loaded = new(Load);

    /// <summary>Which library is used, for the log: <c>SQLite 3.40.1 (the system's libsqlite3.so.0)</c>.</summary>
    public static string Description => s_loaded.Value;

    internal static void Ensure() => _ = s_loaded.Value;

    private static string Load()
    {
        var system = NativeLibrary.TryLoad(SystemLibrary, out var handle);
        if (system) NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? handle : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return $"SQLite {raw.sqlite3_libversion().utf8_to_string()} ({(system ? "the system's " + SystemLibrary : "the one that comes with the server")})";
    }
}
