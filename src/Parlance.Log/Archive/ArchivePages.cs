namespace Parlance.Log;

/// <summary>Pages that take more than one read, or whose ends come in either order.</summary>
public static class ArchivePages
{
    /// <summary>The entries on both sides of a point, half of the limit before it; the one it names is among them.</summary>
    public static ArchivePage Around(this IArchive archive, ArchiveQuery query, ArchivePoint point)
    {
        var before = archive.Read(query with { Before = point, FromNewest = true, Limit = query.Limit / 2 });
        var after = archive.Read(query with { After = point.AndOn, FromNewest = false, Limit = query.Limit - before.Entries.Count });
        return new([.. before.Entries, .. after.Entries], before.IsComplete && after.IsComplete) { First = before.First.IsNone ? after.First : before.First, Last = after.Last.IsNone ? before.Last : after.Last };
    }

    /// <summary>The entries between two points, counted from the first, which may be the later one.</summary>
    public static ArchivePage Between(this IArchive archive, ArchiveQuery query, ArchivePoint first, ArchivePoint second) => first <= second
        ? archive.Read(query with { After = first, Before = second, FromNewest = false })
        : archive.Read(query with { After = second, Before = first, FromNewest = true });
}
