using System.Diagnostics.CodeAnalysis;

namespace Parlance.Toml;

/// <summary>How a table came to be, which decides what may still be added to it (TOML 1.0, "Table" and "Inline Table").</summary>
public enum TomlTableKind
{
    /// <summary>Named only on the way to another: <c>a</c> in <c>[a.b]</c>. Its own header may still come.</summary>
    Implicit,
    /// <summary>Has had its header, or is the root or an element of an array of tables.</summary>
    Header,
    /// <summary>Made by a dotted key: only keys of the same section add to it.</summary>
    Dotted,
    /// <summary>Written out in braces: closed.</summary>
    Inline,
}

/// <summary>A key of a table, where it was written, and its value.</summary>
public readonly record struct TomlEntry(string Key, int KeyOffset, TomlValue Value);

/// <summary>A table: keys in the order they were written.</summary>
public sealed record TomlTable(int Offset) : TomlValue(Offset)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<TomlEntry> _entries = [];

    public TomlTableKind Made { get; set; }

    public IReadOnlyList<TomlEntry> Entries => _entries;

    public override string Kind => "a table";

    public bool TryGet(string key, [NotNullWhen(true)] out TomlValue? value)
    {
        value = _places.TryGetValue(key, out var place) ? _entries[place].Value : null;
        return value is not null;
    }

    /// <summary>Adds a key; false when the table has it already.</summary>
    public bool TryAdd(string key, int keyOffset, TomlValue value)
    {
        if (!_places.TryAdd(key, _entries.Count)) return false;
        _entries.Add(new(key, keyOffset, value));
        return true;
    }

    /// <summary>Puts a value in the place of another, or adds it: how an environment variable overrides the file.</summary>
    public void Set(string key, TomlValue value)
    {
        if (_places.TryGetValue(key, out var place)) _entries[place] = new(key, value.Offset, value);
        else TryAdd(key, value.Offset, value);
    }
}
