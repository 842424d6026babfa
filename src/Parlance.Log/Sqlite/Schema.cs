using System.Security.Cryptography;

namespace Parlance.Log;

/// <summary>The tables of <c>parlance.db</c> and their version. A database of a newer version is refused.</summary>
internal static class Schema
{
    /// <summary><c>PRAGMA user_version</c>.</summary>
    public const int Version = 2;

    /// <summary>The columns of a row, as every statement that reads rows names them: in the order of <see cref="Column"/>.</summary>
    public const string Columns =
        "id, timestamp, sequence, event_type, actor_uid, target, payload, sealed, session_id, node, room, hlc, ctx, via, ver, prev_hash, hash";

    public const string Insert = $"INSERT INTO events ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private const string Tables = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            timestamp TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            event_type TEXT NOT NULL,
            actor_uid TEXT,
            target TEXT,
            payload TEXT,
            sealed BLOB,
            session_id INTEGER NOT NULL,
            node TEXT NOT NULL,
            room TEXT,
            hlc INTEGER NOT NULL,
            ctx TEXT,
            via TEXT,
            ver INTEGER NOT NULL,
            prev_hash BLOB NOT NULL,
            hash BLOB NOT NULL
        );
        CREATE INDEX events_by_type ON events (event_type);
        CREATE INDEX events_by_time ON events (timestamp);
        """ + Archive;

    /// <summary>Since version 2. An index over <c>events</c>: what is in it can be made again from them.</summary>
    private const string Archive = """

        CREATE TABLE archive (
            conversation TEXT NOT NULL,
            shelf INTEGER NOT NULL,
            hlc INTEGER NOT NULL,
            node INTEGER NOT NULL,
            pos INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            at_least INTEGER NOT NULL,
            PRIMARY KEY (conversation, shelf, hlc, node)
        ) WITHOUT ROWID;
        CREATE TABLE archive_talks (party TEXT NOT NULL, other TEXT NOT NULL, hlc INTEGER NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (party, other)) WITHOUT ROWID;
        CREATE TABLE archive_names (uid TEXT NOT NULL, pos INTEGER NOT NULL, PRIMARY KEY (uid, pos)) WITHOUT ROWID;
        """;

    private const string ByTarget = "CREATE INDEX IF NOT EXISTS events_by_target ON events (target) WHERE target IS NOT NULL";

    /// <summary>Makes the tables in a new database, and checks the version of one that exists.</summary>
    public static void Prepare(Database database, TimeProvider time)
    {
        var version = database.Number("PRAGMA user_version");
        if (version == 0) Make(database, time);
        else if (version == 1) Upgrade(database);
        else Check(database, version);
        database.Run(ByTarget);
    }

    /// <exception cref="StoreException">The database is of a newer version of the server, or none.</exception>
    public static void Check(Database database) => Check(database, database.Number("PRAGMA user_version"));

    /// <summary>What stands before the first row's hash: it binds the chain to this database.</summary>
    public static byte[] Genesis(Database database) =>
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"parlance log {new Metadata(database).Value("database")}"));

    private static void Check(Database database, long version)
    {
        if (version is > 0 and <= Version) return;
        throw new StoreException(version > Version
            ? $"The log {database.Path} is of version {version}; this server knows versions up to {Version}. Run the newer server, or restore the backup from before the upgrade."
            : $"{database.Path} is not a log of this server. Name another data folder, or restore the last backup.");
    }

    /// <summary>Adds the archive, which is then filled from the events.</summary>
    private static void Upgrade(Database database)
    {
        database.Run("BEGIN IMMEDIATE");
        database.Run(Archive);
        database.Run($"PRAGMA user_version = {Version}");
        database.Run("COMMIT");
    }

    private static void Make(Database database, TimeProvider time)
    {
        if (database.Number("SELECT count(*) FROM sqlite_master") > 0) Check(database, version: -1);

        database.Run("BEGIN IMMEDIATE");
        database.Run(Tables);
        var meta = new Metadata(database);
        meta.Set("database", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        meta.Set("created", new Domain.Instant(time.GetUtcNow().ToUnixTimeMilliseconds()).ToString());
        database.Run($"PRAGMA user_version = {Version}");
        database.Run("COMMIT");
    }
}
