namespace Parlance.Toml;

/// <summary>Values, arrays and inline tables.</summary>
internal ref partial struct TomlReader
{
    /// <summary>What may end a value that is not in quotes.</summary>
    private const string ValueEnds = " \t\r\n,]}#=[{\"'";

    private TomlValue Value(int depth)
    {
        if (depth >= DepthMax && Next is ('[' or '{')) throw Wrong(_at, $"more than {DepthMax} arrays and inline tables in each other");

        var start = _at;
        return Next switch
        {
            '"' => new TomlText(start, At("\"\"\""u8) ? MultilineBasic() : BasicString()),
            '\'' => new TomlText(start, At("'''"u8) ? MultilineLiteral() : LiteralString()),
            '[' => Array(depth),
            '{' => InlineTable(depth),
            -1 or '\n' or '\r' or '#' => throw Wrong(_at, "there is no value after ="),
            _ => Plain(),
        };
    }

    private TomlArray Array(int depth)
    {
        var array = new TomlArray(_at++);
        while (true)
        {
            SkipLines();
            if (Take(']')) return array;

            array.Items.Add(Value(depth + 1));
            Count(array.Offset);
            SkipLines();
            if (Take(']')) return array;
            Expect(',', "items of an array are separated by commas and closed by ]");
        }
    }

    private TomlTable InlineTable(int depth)
    {
        var table = new TomlTable(_at++) { Made = TomlTableKind.Inline };
        SkipSpaces();
        if (Take('}')) return table;

        while (true)
        {
            KeyValue(table, depth + 1);
            SkipSpaces();
            if (Take('}')) return table;
            Expect(',', "keys of an inline table are separated by commas and closed by } on the same line");
        }
    }

    private TomlValue Plain()
    {
        var start = _at;
        while (Next >= 0 && !ValueEnds.Contains((char)Next)) _at++;
        var word = _text[start.._at];

        if (word.SequenceEqual("true"u8)) return new TomlBoolean(start, true);
        if (word.SequenceEqual("false"u8)) return new TomlBoolean(start, false);
        if (LooksLikeDate(word) || LooksLikeTime(word)) return DateTime(start);
        if (word.IsEmpty) throw Wrong(start, $"{Here()} where a value should be");
        if (Number(start, word) is { } number) return number;

        throw Wrong(start, word[0] is (byte)'+' or (byte)'-' or >= (byte)'0' and <= (byte)'9'
            ? $"'{Shown(word)}' is not a number that TOML knows"
            : $"'{Shown(word)}' is not a value; text is written in quotes");
    }

    /// <summary>Blanks, comments and line ends between the items of an array.</summary>
    private void SkipLines()
    {
        do SkipBlank();
        while (TakeNewline());
    }

    private readonly bool At(ReadOnlySpan<byte> text) => _text[_at..].StartsWith(text);

    /// <summary>At most this much of a wrong word is repeated in the message.</summary>
    private const int ShownMax = 40;

    private static string Shown(ReadOnlySpan<byte> word)
    {
        var text = System.Text.Encoding.UTF8.GetString(word);
        return text.Length > ShownMax ? string.Concat(text.AsSpan(0, ShownMax), "...") : text;
    }
}
