using System.Text;

namespace Parlance.Toml;

/// <summary>Reads TOML 1.0 from UTF-8 bytes: this part walks lines, headers and the tables they open.</summary>
internal ref partial struct TomlReader
{
    /// <summary>Arrays and inline tables in each other, and parts of a dotted key.</summary>
    public const int DepthMax = 64;

    /// <summary>Keys, tables and array items of one document.</summary>
    public const int ValuesMax = 100_000;

    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private int _values;

    public TomlReader(ReadOnlySpan<byte> text)
    {
        _text = text;
        if (text.StartsWith("\uFEFF"u8)) _at = 3;
    }

    private readonly int Next => _at < _text.Length ? _text[_at] : -1;

    public TomlTable Read()
    {
        var root = new TomlTable(0) { Made = TomlTableKind.Header };
        var section = root;

        while (true)
        {
            SkipBlank();
            switch (Next)
            {
                case -1: return root;
                case '\n' or '\r': break;
                case '[': section = Header(root); break;
                default: KeyValue(section, depth: 0); break;
            }

            EndLine();
        }
    }

    private TomlTable Header(TomlTable root)
    {
        var start = _at++;
        var many = Next == '[';
        if (many) _at++;

        var path = Key(many ? "]]" : "]");
        Expect(']', many ? "the header [[...]] is not closed; write ]] after the name" : "the header [...] is not closed; write ] after the name");
        if (many) Expect(']', "the header [[...]] is closed by one ]; write ]] after the name");

        var table = root;
        foreach (var part in path[..^1]) table = Enter(table, part);
        return many ? Append(table, path[^1], start) : Open(table, path[^1], start);
    }

    /// <summary>A part of a header before the last: an existing table, the last element of an array of tables, or a new implicit table.</summary>
    private TomlTable Enter(TomlTable table, KeyPart part)
    {
        if (!table.TryGet(part.Name, out var value))
        {
            Count(part.Offset);
            var made = new TomlTable(part.Offset) { Made = TomlTableKind.Implicit };
            table.TryAdd(part.Name, part.Offset, made);
            return made;
        }

        return value switch
        {
            TomlTable { Made: not TomlTableKind.Inline } inner => inner,
            TomlArray { OfTables: true } array => (TomlTable)array.Items[^1],
            TomlTable => throw Wrong(part.Offset, $"'{part.Name}' is an inline table; nothing can be added to it"),
            _ => throw Wrong(part.Offset, $"'{part.Name}' is {value.Kind}, not a table"),
        };
    }

    private TomlTable Open(TomlTable parent, KeyPart last, int start)
    {
        if (!parent.TryGet(last.Name, out var value))
        {
            Count(start);
            var made = new TomlTable(start) { Made = TomlTableKind.Header };
            parent.TryAdd(last.Name, last.Offset, made);
            return made;
        }

        if (value is not TomlTable { Made: TomlTableKind.Implicit } table)
            throw Wrong(last.Offset, value is TomlTable ? $"the table '{last.Name}' is defined a second time" : $"'{last.Name}' is {value.Kind} already");

        table.Made = TomlTableKind.Header;
        return table;
    }

    private TomlTable Append(TomlTable parent, KeyPart last, int start)
    {
        Count(start);
        if (!parent.TryGet(last.Name, out var value))
        {
            value = new TomlArray(start) { OfTables = true };
            parent.TryAdd(last.Name, last.Offset, value);
        }

        if (value is not TomlArray { OfTables: true } array)
            throw Wrong(last.Offset, $"'{last.Name}' is {value.Kind} already; [[{last.Name}]] cannot add to it");

        var table = new TomlTable(start) { Made = TomlTableKind.Header };
        array.Items.Add(table);
        return table;
    }

    private void EndLine()
    {
        SkipBlank();
        if (Next == '#') Comment();
        if (Next == -1) return;
        if (!TakeNewline()) throw Wrong(_at, $"{Here()} after the end of the value; one key or header a line");
    }

    private void Comment()
    {
        while (Next is not (-1 or '\n'))
        {
            if (Next == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n') return;
            if (Next < ' ' && Next != '\t' || Next == 0x7F) throw Wrong(_at, $"{Here()} is not allowed in a comment");
            _at++;
        }
    }

    private void SkipBlank()
    {
        while (Next is ' ' or '\t') _at++;
        if (Next == '#') Comment();
    }

    private bool TakeNewline()
    {
        if (Next == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n') _at++;
        if (Next != '\n') return false;
        _at++;
        return true;
    }

    private void Expect(char wanted, string otherwise)
    {
        if (Next != wanted) throw Wrong(_at, $"{Here()}: {otherwise}");
        _at++;
    }

    private void Count(int offset)
    {
        if (++_values > ValuesMax) throw Wrong(offset, $"more than {ValuesMax} keys and values in one file");
    }

    /// <summary>The character at the cursor, as a message names it.</summary>
    private readonly string Here()
    {
        if (Next == -1) return "the file ends";
        if (Next is '\n' or '\r') return "the line ends";
        Rune.DecodeFromUtf8(_text[_at..], out var rune, out _);
        return Rune.IsControl(rune) ? $"the control character U+{rune.Value:X4}" : $"'{rune}'";
    }

    private static TomlException Wrong(int offset, string message) => new(offset, message);
}
