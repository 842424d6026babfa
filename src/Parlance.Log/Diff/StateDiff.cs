using Parlance.Domain;

namespace Parlance.Log;

/// <summary>The difference of two moments: rows that came, went or changed, each with the events that did it.</summary>
public static class StateDiff
{
    /// <summary>Rows that are told; a larger difference says that it is.</summary>
    public const int RowsMax = 100_000;

    /// <param name="log">The log.</param>
    /// <param name="from">The earlier position.</param>
    /// <param name="to">The later position.</param>
    /// <param name="asked">Which rows matter; null: all.</param>
    /// <exception cref="StoreException">A moment is not in the log, or a row on the way cannot be read.</exception>
    public static IReadOnlyList<RowDifference> Between(StateReplay log, long from, long to, Func<string, string, bool>? asked = null, CancellationToken stop = default)
    {
        var after = log.StateAt(to, stop);
        var state = log.StateAt(from, stop);
        var rows = Differing(state, after, asked);
        var before = rows.ToDictionary(row => row, row => row.Text);
        var labels = rows.ToDictionary(row => row, row => RowLabel.Of(state, row.Table.Name, row.Key) ?? RowLabel.Of(after, row.Table.Name, row.Key) ?? row.Key);
        new CauseSearch(rows).Run(log, state, to, stop);
        return [.. rows.Select(row => Told(row, before[row], RowText.Of(row.Table, after, row.Key), labels[row])).OfType<RowDifference>()];
    }

    private static List<DifferingRow> Differing(NodeState before, NodeState after, Func<string, string, bool>? asked)
    {
        var found = new List<DifferingRow>();
        foreach (var table in NodeState.Tables)
        {
            foreach (var key in table.SortedKeys(before).Union(table.SortedKeys(after), StringComparer.Ordinal))
            {
                if (asked?.Invoke(table.Name, key) == false) continue;
                var (old, now) = (RowText.Of(table, before, key), RowText.Of(table, after, key));
                if (old.AsSpan().SequenceEqual(now) || (old is not null && now is not null && RowText.Differences(table, old, now).Count == 0)) continue;
                found.Add(new(table, key, old));
                if (found.Count > RowsMax) throw new StoreException($"More than {RowsMax} rows differ. Ask for moments closer to each other, or for one room, user or account.");
            }
        }

        return found;
    }

    private static RowDifference? Told(DifferingRow row, byte[]? before, byte[]? after, string label)
    {
        if (before is null || after is null)
            return new(row.Table.Name, row.Key, label, before is null ? RowChange.Added : RowChange.Removed, [], row.CausesOf(DifferingRow.Itself));
        var members = RowText.Differences(row.Table, before, after).Select(member => new MemberDifference(member.Path, Shown(member.Path, member.Before), Shown(member.Path, member.After), row.CausesOf(member.Path))).ToList();
        return new(row.Table.Name, row.Key, label, RowChange.Changed, members, []);
    }

    private static string? Shown(string path, string? value) => value is not null && path == StateTable.Secrets ? "\"(hidden)\"" : value;
}
