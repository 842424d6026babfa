namespace Parlance.Log;

/// <summary>
/// The index by target, filled a chunk at a time in sorted order. Measured: an ordinary index touches a page for each room of a group and adds 5 us to
/// a row in groups of 200; this adds less than one. Rows beyond <see cref="Filled"/> are found by looking at each.
/// </summary>
internal sealed class TargetIndex
{
    /// <summary>How many rows wait to be indexed together; also the most a query has to look at.</summary>
    public const int Chunk = 4_096;

    /// <summary>The condition of a query for one target, which is its only parameter.</summary>
    public const string Condition =
        "id IN (WITH asked(target) AS (SELECT ?) " +
        "SELECT t.id FROM asked JOIN event_targets t ON t.target = asked.target " +
        $"UNION ALL SELECT e.id FROM asked CROSS JOIN events e WHERE e.id > ({Reached}) AND +e.target = asked.target)";

    private const string Name = "targets_to";
    private const string Reached = $"SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta WHERE name = '{Name}'";

    private long _filling;

    public TargetIndex(Database database) => Filled = _filling = database.Number(Reached);

    /// <summary>The last row that is in the index.</summary>
    public long Filled { get; private set; }

    /// <summary>Indexes what was inserted, once there is enough: in the transaction that inserts.</summary>
    public void Fill(Database database, long last)
    {
        _filling = Filled;
        if (last - Filled < Chunk) return;

        using var fill = database.Prepare(
            "INSERT INTO event_targets SELECT target, id FROM events WHERE id > ? AND id <= ? AND target IS NOT NULL ORDER BY target, id");
        fill.Bind(1, Filled);
        fill.Bind(2, last);
        fill.Run();
        new Metadata(database).Set(Name, last.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _filling = last;
    }

    /// <summary>The transaction was committed.</summary>
    public void Committed() => Filled = _filling;
}
