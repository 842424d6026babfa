namespace Parlance.Log;

/// <summary>The words the database keeps about itself: <c>database</c> (its id), <c>created</c>, <c>node</c>, <c>casemapping</c>.</summary>
internal sealed class Metadata(Database database)
{
    public string? Value(string name)
    {
        using var read = database.Prepare("SELECT value FROM meta WHERE name = ?");
        read.Bind(1, name);
        return read.Step() ? read.Words(0) : null;
    }

    public void Set(string name, string value)
    {
        using var write = database.Prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)");
        write.Bind(1, name);
        write.Bind(2, value);
        write.Run();
    }
}
