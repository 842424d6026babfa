namespace Parlance.Log;

/// <summary>What became of a row between two moments.</summary>
public enum RowChange
{
    Added,
    Removed,
    Changed,
}

/// <summary>A row of a state that is not the same at two moments.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Key">The row's name.</param>
/// <param name="Label">The same for people: a room's name, a nick.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Members">Of a changed row: which of its members differ.</param>
/// <param name="Causes">The events that made it come and go, the last <see cref="CausesMax"/>.</param>
public sealed record RowDifference(string Table, string Key, string Label, RowChange Change, IReadOnlyList<MemberDifference> Members, IReadOnlyList<Cause> Causes)
{
    /// <summary>Causes told of one difference: the last ones.</summary>
    public const int CausesMax = 5;
}

/// <summary>A member of a row whose value differs.</summary>
/// <param name="Path">Its name, with those of what it is in: <c>topic.text</c>.</param>
/// <param name="Before">Its value as JSON; null: it was not there.</param>
/// <param name="After">Its value as JSON; null: it is not there.</param>
/// <param name="Causes">The events that changed it on the way, the last <see cref="RowDifference.CausesMax"/>.</param>
public sealed record MemberDifference(string Path, string? Before, string? After, IReadOnlyList<Cause> Causes);

/// <summary>An event that changed something.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Timestamp">When, ISO 8601.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Actor">Who did it, a user's id; null: the server.</param>
/// <param name="Nick">The nick they had; null: the server, or nobody who was there.</param>
public sealed record Cause(long Position, string Timestamp, string Kind, string? Actor, string? Nick);
