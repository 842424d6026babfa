using Parlance.Toml;

namespace Parlance.Configuration;

/// <summary>One table as it was read: what the file, the environment and the flags say, defaults for the rest.</summary>
public sealed class TableValues(Table table, TomlTable? written, Func<TomlValue, string> where)
{
    private readonly Dictionary<Key, (object? Value, TomlValue Written)> _values = [];

    public Table Table { get; } = table;

    /// <summary>Where the table, or what it says of a key, is written.</summary>
    public string Where(Key? key = null) =>
        key is not null && _values.TryGetValue(key, out var there) ? where(there.Written)
        : written is not null ? where(written)
        : "default";

    public bool Has(Key key) => _values.ContainsKey(key);

    public T Get<T>(Key<T> key) => (T)Value(key)!;

    public string Write(Key key) => key.Secret && Value(key) is string { Length: > 0 } ? "\"(hidden)\"" : key.Write(Value(key));

    public bool IsUnset(Key key) => Value(key) is null;

    internal void Put(Key key, object? value, TomlValue from) => _values[key] = (value, from);

    private object? Value(Key key) => _values.TryGetValue(key, out var there) ? there.Value : key.Default;
}
