using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// The log in an SQLite file: table <c>events</c> (ARCHITECTURE 8, "The log's row"), write-ahead logging, one transaction a group. Anybody may read the file
/// meanwhile. One thread appends; <see cref="Read"/> may be called from any, and <see cref="Last"/> too.
/// </summary>
public sealed class SqliteEventStore : IEventStore
{
    /// <summary>Pages that an append keeps at hand: the index by target is written in as many places as there are targets.</summary>
    private const int CacheKibibytes = 16 * 1024;

    private readonly string _path;
    private readonly EventCodec _codec;
    private readonly SubjectKeys _keys;
    private readonly Durability _durability;
    private readonly TimeProvider _time;
    private readonly RowWriter _rows;
    private readonly byte[] _hash = new byte[Blanking.DigestLength];
    private Database? _database;
    private RowInsert? _insert;
    private ArchiveFill? _archive;
    private readonly SqliteArchive _reading;
    private byte[] _committedHash = [];
    private long _last;

    private SqliteEventStore(string path, EventCodec codec, SubjectKeys keys, Durability durability, TimeProvider time)
    {
        (_path, _codec, _keys, _durability, _time) = (path, codec, keys, durability, time);
        _rows = new(codec, keys);
        _reading = new(path, codec, keys, () => _archive!.Tail, () => Last);
    }

    public long Last => Volatile.Read(ref _last);

    /// <summary>Opens the log of a folder whose lock is held, or makes it. The store owns the keys it opens.</summary>
    /// <exception cref="StoreException">It cannot be opened or is damaged.</exception>
    public static SqliteEventStore Open(DataFolder folder, EventCodec codec, Durability durability, TimeProvider? time = null)
    {
        var keys = SubjectKeys.Open(folder.Keys);
        var store = new SqliteEventStore(folder.Database, codec, keys, durability, time ?? TimeProvider.System);
        try
        {
            DataFolder.MakePrivate(folder.Database);
            store.Connect();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public IArchive Archive => _reading;

    /// <summary>The keys that seal this log: to erase a person.</summary>
    public SubjectKeys Keys => _keys;

    /// <summary>Something the database remembers about its node, such as <c>node</c> and <c>casemapping</c>, which are fixed at the first start. Writer's thread.</summary>
    public string? Remembered(string name) => new Metadata(Connected()).Value(name);

    /// <inheritdoc cref="Remembered"/>
    public void Remember(string name, string value) => new Metadata(Connected()).Set(name, value);

    public void Append(ReadOnlySpan<LogEntry> group)
    {
        if (group.IsEmpty) return;

        var database = Connected();
        try
        {
            database.Run("BEGIN IMMEDIATE");
            _committedHash.CopyTo(_hash, 0);
            var position = _last;
            foreach (ref readonly var entry in group) Insert(++position, entry);
            _archive!.Fill(database, position);
            _keys.Flush(sync: _durability != Durability.Relaxed);
            database.Run("COMMIT");
            _hash.CopyTo(_committedHash, 0);
            _archive.Committed(position);
            Volatile.Write(ref _last, position);
        }
        catch (Exception)
        {
            Undo(database);
            throw;
        }
    }

    public IEnumerable<LogEntry> Read(long from, IReadOnlyCollection<string>? kinds = null) => new EventReader(_path, _codec, _keys).Read(from, kinds);

    /// <summary>Takes payload and sealed part from rows, as retention asks; the rows and the proof of the chain stay. Writer's thread.</summary>
    public void Blank(IReadOnlyCollection<long> positions)
    {
        var database = Connected();
        database.Run("BEGIN IMMEDIATE");
        try
        {
            foreach (var position in positions) RowBlank.Run(database, position);
            database.Run("COMMIT");
        }
        catch (StoreException)
        {
            Undo(database);
            throw;
        }
    }

    public bool Keep(in ArchiveKeeping keeping)
    {
        var database = Connected();
        try
        {
            if (keeping.MessagesMax > 0 || keeping.ErasesRedacted || _archive!.Tail.HasOlder(keeping.From)) _archive!.Flush(database, _last);
            return new ArchiveUpkeep(database, _codec, new(_codec, keys: null, _path), _archive!.Filled).Slice(keeping);
        }
        catch (Exception)
        {
            Undo(database);
            throw;
        }
    }

    public void Dispose()
    {
        Disconnect();
        _reading.Dispose();
        _rows.Dispose();
        _keys.Dispose();
    }

    /// <summary>For tests of the disk's failures: a setting of the connection that appends.</summary>
    internal void Pragma(string pragma) => Connected().Run($"PRAGMA {pragma}");

    private void Insert(long position, in LogEntry entry)
    {
        if (entry.At.Position != 0 && entry.At.Position != position)
            throw new InvalidOperationException($"The event says position {entry.At.Position}; the log is at {position}.");
        _rows.Insert(_insert!, position, entry, _hash);
        _archive!.Take(entry, position);
    }

    private Database Connected()
    {
        if (_database is null) Connect();
        return _database!;
    }

    private void Connect()
    {
        var database = Database.OpenToWrite(_path);
        try
        {
            database.Run("PRAGMA journal_mode = WAL");
            database.Run($"PRAGMA synchronous = {(_durability == Durability.Relaxed ? "NORMAL" : "FULL")}");
            database.Run("PRAGMA wal_autocheckpoint = 4000");
            database.Run($"PRAGMA cache_size = -{CacheKibibytes}");
            database.Run("PRAGMA journal_size_limit = 67108864");
            Schema.Prepare(database, _time);
            Position(database);
            _insert = new RowInsert(database);
            var archive = new ArchiveFill(database, _codec);
            archive.CatchUp(database, new(_codec, _keys, _path), _last);
            _archive = archive;
            _database = database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Finds the end of the chain. When reopened after an error, a commit that failed at its fsync may be found beyond: it was not reported, and its group is
    /// going to be given again, so it goes.
    /// </summary>
    private void Position(Database database)
    {
        if (_committedHash.Length == 0)
        {
            _committedHash = HashAt(database, out _last);
            return;
        }

        using var delete = database.Prepare("DELETE FROM events WHERE id > ?");
        delete.Bind(1, _last);
        delete.Run();
        ArchiveFill.CutAt(database, _last);
        if (!HashAt(database, out var last).AsSpan().SequenceEqual(_committedHash))
            throw new StoreException($"The log {_path} was replaced while the server ran: it ends at {last}, not at {_last}. Put the file back, or restart the server.");
    }

    private static byte[] HashAt(Database database, out long last)
    {
        using var read = database.Prepare("SELECT id, hash FROM events ORDER BY id DESC LIMIT 1");
        var any = read.Step();
        last = any ? read.Integer(0) : 0;
        var hash = any ? read.Bytes(1).ToArray() : Schema.Genesis(database);
        return hash.Length == Blanking.DigestLength ? hash
            : throw new StoreException($"The log {database.Path} is damaged at position {last}: its hash has {hash.Length} bytes. Run 'parlance log verify' and restore the last backup.");
    }

    private void Undo(Database database)
    {
        _archive?.Undo();
        try
        {
            if (database.InTransaction) database.Run("ROLLBACK");
            if (SqliteErrors.NeedsReopening(database.LastError)) Disconnect();
        }
        catch (StoreException)
        {
            Disconnect();
        }
    }

    private void Disconnect()
    {
        _insert?.Dispose();
        _database?.Dispose();
        (_insert, _database) = (null, null);
    }
}
