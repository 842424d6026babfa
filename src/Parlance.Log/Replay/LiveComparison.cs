namespace Parlance.Log;

/// <summary>Holds what a running node says of itself against a replay of its log. The base of <c>parlance log verify --live</c>.</summary>
public static class LiveComparison
{
    /// <summary>Names of the sections in which node and log differ; none: the node is what its log says.</summary>
    /// <param name="start">The position at which the node listed its rows.</param>
    /// <param name="live">The sections in order.</param>
    /// <exception cref="StoreException">The log does not reach that far yet, or cannot be read.</exception>
    public static IReadOnlyList<string> Compare(StateReplay log, long start, IReadOnlyList<LiveSection> live, CancellationToken stop = default)
    {
        var state = log.StateAt(start, stop);
        var sections = StateSections.Plan(StateSections.List(state));
        if (sections.Count != live.Count) return [$"the node has {live.Count} sections of rows at position {start}, the log {sections.Count}"];

        var differing = new List<string>();
        for (var i = 0; i < live.Count; i++)
        {
            log.Forward(state, live[i].Position, stop: stop);
            if (!sections.Hash(i, state).AsSpan().SequenceEqual(live[i].Hash)) differing.Add($"{sections.NameOf(i)} at position {live[i].Position}");
        }

        return differing;
    }
}
