using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// What is committed and not yet in the archive's tables. Measured: inserting each row at once touches a page for every conversation of a group, and writes
/// each of them to the disk; a chunk in sorted order does so once. Written by the writer's thread, read by any.
/// </summary>
internal sealed class ArchiveTail
{
    private readonly Lock _gate = new();
    private readonly List<ArchiveRow> _rows = [];
    private readonly List<Talk> _talks = [];
    private readonly List<Naming> _names = [];

    /// <summary>The rows that a reader asks for. To be taken before the tables are read: a row may then be in both, but in neither never.</summary>
    public List<ArchiveRow> Rows(Func<ArchiveRow, bool> which)
    {
        lock (_gate) return [.. _rows.Where(which)];
    }

    /// <summary>Whether something waits that was written before a moment.</summary>
    public bool HasOlder(Instant than)
    {
        lock (_gate) return _rows.Exists(row => row.Id.Stamp.Wall < than);
    }

    public List<Talk> TalksOf(string party)
    {
        lock (_gate) return [.. _talks.Where(talk => talk.Party == party)];
    }

    public List<long> NamesOf(Uid user)
    {
        lock (_gate) return [.. _names.Where(name => name.User == user).Select(name => name.Position)];
    }

    public void Add(ArchiveIndexer group)
    {
        lock (_gate)
        {
            _rows.AddRange(group.Rows);
            _talks.AddRange(group.Talks);
            _names.AddRange(group.Names);
        }
    }

    /// <summary>All of it is in the tables now.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rows.Clear();
            _talks.Clear();
            _names.Clear();
        }
    }

    /// <summary>For the writer's thread: everything, with what is about to be added.</summary>
    public (List<ArchiveRow> Rows, List<Talk> Talks, List<Naming> Names) With(ArchiveIndexer group) =>
        ([.. _rows, .. group.Rows], [.. _talks, .. group.Talks], [.. _names, .. group.Names]);
}
