namespace Parlance.Log;

/// <summary>An <see cref="EventQuery"/> in SQL. All that was asked goes in as parameters.</summary>
internal sealed class QuerySql
{
    private readonly List<string> _conditions = [];
    private readonly List<object> _values = [];
    private readonly EventQuery _query;

    /// <param name="query">What is asked.</param>
    /// <param name="only">One position, if it fits.</param>
    public QuerySql(EventQuery query, long? only = null)
    {
        if (query.Limit is < 1 or > EventQuery.LimitMax) throw new ArgumentOutOfRangeException(nameof(query), $"The limit is from 1 to {EventQuery.LimitMax}.");
        if (query.Kinds.Count > EventQuery.KindsMax) throw new ArgumentOutOfRangeException(nameof(query), $"At most {EventQuery.KindsMax} kinds.");
        _query = query;

        if (query.From is { } from) Where("timestamp >= ?", from.ToString());
        if (query.To is { } to) Where("timestamp < ?", to.ToString());
        if (query.Actor is { } actor) Where("actor_uid = ?", actor.ToString());
        if (query.Target is { } target) Where("target = ?", target);
        if (query.Room is { } room) Where("room = ?", room.ToString());
        if (only is { } position) Where("id = ?", position);
        if (query.After is { } after) Where(query.NewestFirst ? "id < ?" : "id > ?", after);
        if (query.Kinds.Count > 0) WhereKind(query.Kinds);
    }

    public Statement Prepare(Database database)
    {
        var where = _conditions.Count > 0 ? $"WHERE {string.Join(" AND ", _conditions)} " : "";
        var statement = database.Prepare($"SELECT {Schema.Columns} FROM events {where}ORDER BY id {(_query.NewestFirst ? "DESC" : "ASC")} LIMIT {_query.Limit}");
        for (var i = 0; i < _values.Count; i++)
        {
            if (_values[i] is long number) statement.Bind(i + 1, number);
            else statement.Bind(i + 1, (string)_values[i]);
        }

        return statement;
    }

    private void Where(string condition, params ReadOnlySpan<object> values)
    {
        _conditions.Add(condition);
        _values.AddRange(values);
    }

    private void WhereKind(IReadOnlyList<string> kinds)
    {
        var any = new List<string>();
        foreach (var kind in kinds)
        {
            if (!kind.EndsWith('*'))
            {
                any.Add("event_type = ?");
                _values.Add(kind);
                continue;
            }

            // A range, not LIKE: it can use the index, and nothing in the prefix is special. 0xFF is in no UTF-8 text.
            any.Add("(event_type >= ? AND event_type < ? || x'ff')");
            _values.Add(kind[..^1]);
            _values.Add(kind[..^1]);
        }

        _conditions.Add($"({string.Join(" OR ", any)})");
    }
}
