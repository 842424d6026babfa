using Parlance.Domain;

namespace Parlance.Log;

/// <summary>The two ends of a query as ids, both excluded, and what passes between them: the same for the table, the tail and the archive in memory.</summary>
internal readonly struct ArchiveRange
{
    private const ArchiveKinds OfWords = ArchiveKinds.Messages;

    public ArchiveRange(ArchiveQuery query)
    {
        if (query.Limit is < 0 or > ArchiveQuery.LimitMax) throw new ArgumentOutOfRangeException(nameof(query), $"The limit is from 0 to {ArchiveQuery.LimitMax}.");
        if (query.Ids?.Count > ArchiveQuery.IdsMax) throw new ArgumentOutOfRangeException(nameof(query), $"At most {ArchiveQuery.IdsMax} ids.");
        Query = query;
        Above = query.After?.Last ?? default;
        Below = query.Before?.First ?? new(new(long.MaxValue), new(uint.MaxValue));
        if (query.NotBefore.Milliseconds > 0)
        {
            var gone = new EventId(new(Stamp.At(query.NotBefore).Value - 1), new(uint.MaxValue));
            if (gone > Above) Above = gone;
        }

        AsOf = query.AsOf == 0 ? long.MaxValue : query.AsOf;
    }

    public ArchiveQuery Query { get; }
    public EventId Above { get; }
    public EventId Below { get; }
    public long AsOf { get; }

    public bool KeepsRedacted => (Query.Kinds & ArchiveKinds.Redacted) != 0;

    /// <summary>The shelves that have what is asked for.</summary>
    public IEnumerable<Shelf> Shelves
    {
        get
        {
            if ((Query.Kinds & (OfWords | ArchiveKinds.Redacted)) != 0) yield return Shelf.Words;
            if ((Query.Kinds & ~(OfWords | ArchiveKinds.Redacted)) != 0) yield return Shelf.Events;
        }
    }

    /// <summary>Where the redactions of this conversation are.</summary>
    public string RedactionsAt => EventId.TryParse(Query.Conversation.Key, out _) ? Query.Conversation.Key : ArchiveIndexer.DirectRedactions;

    public bool Has(in ArchiveRow row) =>
        row.Conversation == Query.Conversation.Key && row.Shelf != Shelf.Redacted && (row.Kind & Query.Kinds) != 0 && row.AtLeast <= Query.Rank
        && row.Position <= AsOf && row.Id > Above && row.Id < Below;

    /// <summary>Rows of several sources in the order of the query, each once.</summary>
    public List<ArchiveRow> Order(IEnumerable<ArchiveRow> rows)
    {
        var order = rows.DistinctBy(row => (row.Shelf, row.Id)).ToList();
        var sign = Query.FromNewest ? -1 : 1;
        order.Sort((a, b) => sign * a.Id.CompareTo(b.Id));
        return order;
    }
}
