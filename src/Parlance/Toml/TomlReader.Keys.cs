using System.Text;

namespace Parlance.Toml;

/// <summary>Keys (bare, quoted, dotted) and what they are given.</summary>
internal ref partial struct TomlReader
{
    private readonly record struct KeyPart(string Name, int Offset);

    private List<KeyPart> Key(string until)
    {
        var parts = new List<KeyPart>(2);
        do
        {
            SkipSpaces();
            var start = _at;
            var name = Next switch
            {
                '"' => BasicString(),
                '\'' => LiteralString(),
                _ => BareKey(until),
            };
            parts.Add(new(name, start));
            if (parts.Count > DepthMax) throw Wrong(start, $"more than {DepthMax} parts in one key");
            SkipSpaces();
        }
        while (Take('.'));

        return parts;
    }

    private string BareKey(string until)
    {
        var start = _at;
        while (Next is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-') _at++;
        if (_at == start)
            throw Wrong(_at, $"{Here()} where a key should be; keys are letters, digits, - and _, or quoted, and are followed by {until}");

        return Encoding.UTF8.GetString(_text[start.._at]);
    }

    /// <summary><c>key = value</c>, the key perhaps dotted: every part before the last makes or enters a table of this same section.</summary>
    private void KeyValue(TomlTable section, int depth)
    {
        var path = Key("=");
        var table = section;
        foreach (var part in path[..^1]) table = Dot(table, part);

        Expect('=', "a key is followed by = and its value");
        SkipSpaces();
        var value = Value(depth);
        Count(path[^1].Offset);
        if (!table.TryAdd(path[^1].Name, path[^1].Offset, value))
            throw Wrong(path[^1].Offset, $"the key '{path[^1].Name}' is given a second time; keep one of the two");
    }

    private TomlTable Dot(TomlTable table, KeyPart part)
    {
        if (!table.TryGet(part.Name, out var value))
        {
            Count(part.Offset);
            var made = new TomlTable(part.Offset) { Made = TomlTableKind.Dotted };
            table.TryAdd(part.Name, part.Offset, made);
            return made;
        }

        return value switch
        {
            TomlTable { Made: TomlTableKind.Dotted } inner => inner,
            TomlTable => throw Wrong(part.Offset, $"the table '{part.Name}' is defined elsewhere; a dotted key cannot add to it"),
            _ => throw Wrong(part.Offset, $"'{part.Name}' is {value.Kind}, not a table"),
        };
    }

    private void SkipSpaces()
    {
        while (Next is ' ' or '\t') _at++;
    }

    private bool Take(char wanted)
    {
        if (Next != wanted) return false;
        _at++;
        return true;
    }
}
