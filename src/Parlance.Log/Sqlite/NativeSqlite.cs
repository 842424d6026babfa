using System.Runtime.InteropServices;
using SQLitePCL;

namespace Parlance.Log;

/// <summary>
/// The SQLite library: the system's when there is one, because it gets the distribution's security fixes; the one that comes with the server otherwise.
/// </summary>
public static unsafe class NativeSqlite
{
    private const string SystemLibrary = "libsqlite3.so.0";

    private static readonly Lazy<Loaded> s_loaded = new(Load);

    /// <summary>Which library is used, for the log: <c>SQLite 3.40.1 (the system's libsqlite3.so.0)</c>.</summary>
    public static string Description => s_loaded.Value.Description;

    /// <summary>The calls that run for every row, without the marshalling of handles.</summary>
    internal static HotCalls Hot => s_loaded.Value.Hot;

    internal static void Ensure() => _ = s_loaded.Value;

    private static Loaded Load()
    {
        var provider = typeof(SQLite3Provider_e_sqlite3).Assembly;
        var system = NativeLibrary.TryLoad(SystemLibrary, out var handle);
        if (system) NativeLibrary.SetDllImportResolver(provider, (name, _, _) => name == "e_sqlite3" ? handle : 0);
        else handle = NativeLibrary.Load("e_sqlite3", provider, searchPath: null);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        var version = raw.sqlite3_libversion().utf8_to_string();
        return new($"SQLite {version} ({(system ? "the system's " + SystemLibrary : "the one that comes with the server")})", new(handle));
    }

    /// <summary>Pointers into the library. The binds neither block nor call back; texts and blobs are not copied, and must stay until the statement was reset.</summary>
    internal readonly struct HotCalls(nint library)
    {
        public readonly delegate* unmanaged[SuppressGCTransition]<nint, int, long, int> BindInteger =
            (delegate* unmanaged[SuppressGCTransition]<nint, int, long, int>)NativeLibrary.GetExport(library, "sqlite3_bind_int64");

        public readonly delegate* unmanaged[SuppressGCTransition]<nint, int, int> BindNull =
            (delegate* unmanaged[SuppressGCTransition]<nint, int, int>)NativeLibrary.GetExport(library, "sqlite3_bind_null");

        public readonly delegate* unmanaged[SuppressGCTransition]<nint, int, byte*, int, nint, int> BindText =
            (delegate* unmanaged[SuppressGCTransition]<nint, int, byte*, int, nint, int>)NativeLibrary.GetExport(library, "sqlite3_bind_text");

        public readonly delegate* unmanaged[SuppressGCTransition]<nint, int, byte*, int, nint, int> BindBlob =
            (delegate* unmanaged[SuppressGCTransition]<nint, int, byte*, int, nint, int>)NativeLibrary.GetExport(library, "sqlite3_bind_blob");

        public readonly delegate* unmanaged<nint, int> Step = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "sqlite3_step");

        public readonly delegate* unmanaged<nint, int> Reset = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "sqlite3_reset");
    }

    private sealed record Loaded(string Description, HotCalls Hot);
}
