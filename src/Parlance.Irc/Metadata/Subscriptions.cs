namespace Parlance.Irc.Metadata;

/// <summary>Which client wants to hear of which metadata keys (METADATA SUB). Bounded by <c>metadata.max_subscriptions</c> each.</summary>
public sealed class Subscriptions
{
    private static readonly HashSet<string> None = [];

    private readonly Dictionary<IrcSession, HashSet<string>> _keys = [];
    private readonly Dictionary<string, int> _wanted = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Of(IrcSession client) => _keys.GetValueOrDefault(client, None);

    /// <summary>Whether anybody wants the key: most changes need no look at their audience.</summary>
    public bool IsWanted(string key) => _wanted.ContainsKey(key);

    public bool Wants(IrcSession client, string key) => _keys.TryGetValue(client, out var keys) && keys.Contains(key);

    public void Add(IrcSession client, string key)
    {
        if (!_keys.TryGetValue(client, out var keys)) _keys[client] = keys = new(StringComparer.Ordinal);
        if (keys.Add(key)) _wanted[key] = _wanted.GetValueOrDefault(key) + 1;
    }

    public void Remove(IrcSession client, string key)
    {
        if (_keys.TryGetValue(client, out var keys) && keys.Remove(key)) Release(key);
    }

    public void Clear(IrcSession client)
    {
        if (!_keys.Remove(client, out var keys)) return;
        foreach (var key in keys) Release(key);
    }

    private void Release(string key)
    {
        if (_wanted[key] == 1) _wanted.Remove(key);
        else _wanted[key]--;
    }
}
