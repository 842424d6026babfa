using Parlance.Domain;

namespace Parlance.Log;

/// <summary>A row that is known to differ, on its way from one moment to the other.</summary>
internal sealed class DifferingRow(StateTable table, string key, byte[]? text)
{
    /// <summary>The path that stands for the row as a whole: its coming and going.</summary>
    public const string Itself = "";

    private readonly Dictionary<string, Queue<Cause>> _causes = new(StringComparer.Ordinal);

    public StateTable Table => table;
    public string Key => key;

    /// <summary>The row as it stands at the moment reached; null: it does not.</summary>
    public byte[]? Text { get; private set; } = text;

    /// <summary>Looks at the row again after an event that may have changed it.</summary>
    public void Look(NodeState state, Func<Cause> cause)
    {
        var now = RowText.Of(table, state, key);
        if (Text.AsSpan().SequenceEqual(now) && (Text is null) == (now is null)) return;

        if (Text is null || now is null) Add(Itself, cause());
        else
            foreach (var (path, _, _) in RowText.Differences(table, Text, now)) Add(path, cause());
        Text = now;
    }

    public IReadOnlyList<Cause> CausesOf(string path) => _causes.TryGetValue(path, out var causes) ? [.. causes] : _causes.TryGetValue(Itself, out var own) ? [.. own] : [];

    private void Add(string path, Cause cause)
    {
        if (!_causes.TryGetValue(path, out var causes)) _causes.Add(path, causes = new());
        causes.Enqueue(cause);
        if (causes.Count > RowDifference.CausesMax) causes.Dequeue();
    }
}
