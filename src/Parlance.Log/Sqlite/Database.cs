using SQLitePCL;

namespace Parlance.Log;

/// <summary>A connection to a database file; for one thread at a time. Everything that fails throws a <see cref="StoreException"/> with a remedy.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>How long another program's lock is waited for.</summary>
    private const int BusyMilliseconds = 1_000;

    private readonly sqlite3 _handle;
    private readonly string _path;

    private Database(sqlite3 handle, string path) => (_handle, _path) = (handle, path);

    public string Path => _path;

    /// <summary>The last result code that was not a success; 0: none.</summary>
    public int LastError { get; private set; }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static Database OpenToWrite(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    public static Database OpenToRead(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    public void Run(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public Statement Prepare(string sql, bool keep = false)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, keep ? (uint)raw.SQLITE_PREPARE_PERSISTENT : 0, out var statement));
        return new(this, statement);
    }

    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Integer(0) : 0;
    }

    public string? Words(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Words(0) : null;
    }

    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        LastError = raw.sqlite3_extended_errcode(_handle);
        if (LastError is raw.SQLITE_OK) LastError = code;
        throw SqliteErrors.Of(_handle, _path, LastError);
    }

    public void Interrupt() => raw.sqlite3_interrupt(_handle);

    public void Dispose() => _handle.Dispose();

    private static Database Open(string path, int flags)
    {
        NativeSqlite.Ensure();
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            var failed = SqliteErrors.Of(handle, path, code);
            handle?.Dispose();
            throw failed;
        }

        raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
        return new(handle, path);
    }
}
