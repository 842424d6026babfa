using System.Diagnostics;
using Parlance.Log;

namespace Parlance.Web.Events;

/// <summary>A query with a text in it: rows are opened and looked at, page by page, until enough are found or the time for it is over.</summary>
internal static class EventSearch
{
    private const int PageRows = 500;

    /// <summary>How long one search looks before it gives what it has and a cursor to go on from.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static Found Run(LogReader log, EventQuery query, string? text, bool personal, CancellationToken stop)
    {
        if (text is null)
        {
            var rows = log.Query(query);
            return new(rows, rows.Count == query.Limit ? rows[^1].Position : null);
        }

        var found = new List<EventRow>();
        var began = Stopwatch.GetTimestamp();
        for (var after = query.After; ;)
        {
            stop.ThrowIfCancellationRequested();
            var page = log.Query(query with { After = after, Limit = PageRows });
            foreach (var row in page)
            {
                if (!Holds(row, text, personal)) continue;
                found.Add(row);
                if (found.Count == query.Limit) return new(found, row.Position);
            }

            if (page.Count < PageRows) return new(found, null);
            after = page[^1].Position;
            if (Stopwatch.GetElapsedTime(began) > s_patience) return new(found, after);
        }
    }

    private static bool Holds(EventRow row, string text, bool personal) =>
        row.Payload?.Contains(text, StringComparison.OrdinalIgnoreCase) == true || (personal && row.Sealed?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    /// <param name="Rows">In the order asked for.</param>
    /// <param name="Next">The position to go on beyond; null: there is no more.</param>
    public sealed record Found(IReadOnlyList<EventRow> Rows, long? Next);
}
