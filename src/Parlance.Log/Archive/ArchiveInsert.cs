using SQLitePCL;

namespace Parlance.Log;

/// <summary>The prepared insert of archive rows, which come in the order of their keys: what is the same as in the row before is not bound again.</summary>
internal sealed unsafe class ArchiveInsert : IDisposable
{
    private readonly Database _database;
    private readonly Statement _statement;
    private readonly NativeSqlite.HotCalls _native = NativeSqlite.Hot;
    private ArchiveRow _bound = new("", (Shelf)(-1), default, 0, default);

    public ArchiveInsert(Database database)
    {
        _database = database;
        _statement = database.Prepare("INSERT OR IGNORE INTO archive (conversation, shelf, hlc, node, pos, kind, at_least) VALUES (?, ?, ?, ?, ?, ?, ?)");
    }

    public void Run(in ArchiveRow row)
    {
        var statement = _statement.Pointer;
        if (row.Conversation != _bound.Conversation) _statement.Bind(1, row.Conversation);
        if (row.Shelf != _bound.Shelf)
        {
            _native.BindInteger(statement, 2, (long)row.Shelf);
            _native.BindInteger(statement, 7, (long)row.AtLeast);
        }

        _native.BindInteger(statement, 3, (long)row.Id.Stamp.Value);
        _native.BindInteger(statement, 4, row.Id.Node.Value);
        _native.BindInteger(statement, 5, row.Position);
        _native.BindInteger(statement, 6, (long)row.Kind);
        if (row.AtLeast != _bound.AtLeast) _native.BindInteger(statement, 7, (long)row.AtLeast);
        _bound = row;
        var result = _native.Step(statement);
        _native.Reset(statement);
        if (result != raw.SQLITE_DONE) _database.Check(result);
    }

    public void Dispose() => _statement.Dispose();
}
