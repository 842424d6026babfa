namespace Parlance.Configuration;

/// <summary>A table of parlance.toml and its keys.</summary>
/// <param name="path">Its name in the file, with dots: <c>listen.irc</c>.</param>
public sealed class Table(string path, string meaning, params Key[] keys)
{
    private readonly Dictionary<string, Key> _keys = keys.ToDictionary(key => key.Name, StringComparer.Ordinal);

    public string Path { get; } = path;

    public string Meaning { get; } = meaning;

    public IReadOnlyList<Key> Keys => keys;

    /// <summary>Written <c>[[path]]</c>, any number of times.</summary>
    public bool Many { get; init; }

    /// <summary>For tables of which no key acts yet.</summary>
    public KeyStatus Status { get; init; }

    /// <summary>As a header in the file.</summary>
    public string Header => Many ? $"[[{Path}]]" : $"[{Path}]";

    public bool TryGetKey(string name, out Key? key) => _keys.TryGetValue(name, out key);

    public bool IsActive(Key key) => Status == KeyStatus.Active && key.Status == KeyStatus.Active;
}
