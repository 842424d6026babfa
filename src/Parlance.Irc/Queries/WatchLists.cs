namespace Parlance.Irc.Queries;

/// <summary>Who watches which nicks (MONITOR). Nicks are kept as they compare; each list is bounded by <c>limits.monitor_entries</c>.</summary>
public sealed class WatchLists
{
    private readonly Dictionary<string, HashSet<IrcSession>> _watchers = new(StringComparer.Ordinal);
    private readonly Dictionary<IrcSession, Dictionary<string, string>> _lists = [];

    /// <summary>Those who watch a nick.</summary>
    public IReadOnlyCollection<IrcSession> WatchersOf(string folded) => _watchers.TryGetValue(folded, out var watchers) ? watchers : [];

    public bool IsWatched(string folded) => _watchers.ContainsKey(folded);

    /// <summary>A client's list: nicks as they compare, and as the client wrote them.</summary>
    public IReadOnlyDictionary<string, string> Of(IrcSession client) => _lists.TryGetValue(client, out var list) ? list : Empty;

    /// <summary>False: the list is full. A nick that is on it stays there once.</summary>
    public bool Add(IrcSession client, string nick, string folded, int entriesMax)
    {
        if (!_lists.TryGetValue(client, out var list)) _lists[client] = list = new(StringComparer.Ordinal);
        if (list.ContainsKey(folded)) return true;
        if (list.Count >= entriesMax) return false;
        list.Add(folded, nick);
        if (!_watchers.TryGetValue(folded, out var watchers)) _watchers[folded] = watchers = [];
        watchers.Add(client);
        return true;
    }

    public void Remove(IrcSession client, string folded)
    {
        if (_lists.TryGetValue(client, out var list) && list.Remove(folded)) Unwatch(client, folded);
    }

    public void Clear(IrcSession client)
    {
        if (!_lists.Remove(client, out var list)) return;
        foreach (var folded in list.Keys) Unwatch(client, folded);
    }

    private void Unwatch(IrcSession client, string folded)
    {
        if (_watchers.TryGetValue(folded, out var watchers) && watchers.Remove(client) && watchers.Count == 0) _watchers.Remove(folded);
    }

    private static readonly Dictionary<string, string> Empty = [];
}
