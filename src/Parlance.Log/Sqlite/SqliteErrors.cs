using SQLitePCL;

namespace Parlance.Log;

/// <summary>What SQLite's result codes mean to the person who runs the server, and what to do about them.</summary>
internal static class SqliteErrors
{
    public static StoreException Of(sqlite3? database, string path, int code)
    {
        var said = database is null || database.IsInvalid ? raw.sqlite3_errstr(code).utf8_to_string() : raw.sqlite3_errmsg(database).utf8_to_string();
        return new($"The log {path}: {Remedy(code & 0xFF)} (SQLite {code}: {said})");
    }

    /// <summary>Whether the connection may not be trusted after it.</summary>
    public static bool NeedsReopening(int code) => (code & 0xFF) is not (raw.SQLITE_OK or raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY);

    private static string Remedy(int code) => code switch
    {
        raw.SQLITE_FULL => "the disk is full. Make room; what is waiting is written as soon as there is some.",
        raw.SQLITE_IOERR => "the disk does not read or write. Look at the kernel's log and the disk's health; what is waiting is written as soon as it works.",
        raw.SQLITE_READONLY => "it may not be written. Make the folder and its files belong to the server's user, and the file system writable.",
        raw.SQLITE_PERM or raw.SQLITE_CANTOPEN or raw.SQLITE_AUTH => "it cannot be opened. Check that the folder exists and belongs to the server's user.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program keeps it locked. End that program's transaction, such as an open sqlite3 with BEGIN.",
        raw.SQLITE_CORRUPT => "it is damaged. Stop the server, keep a copy, run 'parlance log verify', and restore the last backup.",
        raw.SQLITE_NOTADB => "it is not a database. Move it away, or restore the last backup.",
        raw.SQLITE_NOMEM => "there is not enough memory. Give the server more, or stop what else uses it.",
        _ => "it cannot be used.",
    };
}
