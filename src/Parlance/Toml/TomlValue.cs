namespace Parlance.Toml;

/// <summary>A value of a TOML document, and the place it was written.</summary>
/// <param name="Offset">Byte offset of its first byte in the text; <see cref="TomlDocument.PositionOf"/> makes line and column of it.</param>
public abstract record TomlValue(int Offset)
{
    /// <summary>Where the value came from when not from the file (an environment variable, a flag); null: the file.</summary>
    public string? Origin { get; init; }

    /// <summary>What the value is, with its article, as an error message names it: <c>a string</c>, <c>an array</c>.</summary>
    public abstract string Kind { get; }
}

public sealed record TomlText(int Offset, string Value) : TomlValue(Offset)
{
    public override string Kind => "a string";
}

public sealed record TomlInteger(int Offset, long Value) : TomlValue(Offset)
{
    public override string Kind => "an integer";
}

public sealed record TomlFloat(int Offset, double Value) : TomlValue(Offset)
{
    public override string Kind => "a float";
}

public sealed record TomlBoolean(int Offset, bool Value) : TomlValue(Offset)
{
    public override string Kind => "a boolean";
}

/// <summary>Any of TOML's four: date and time with an offset, without one, a date, a time. A part that was not written is null.</summary>
public sealed record TomlDateTime(int Offset, DateOnly? Date, TimeOnly? Time, TimeSpan? ZoneOffset) : TomlValue(Offset)
{
    public override string Kind => (Date, Time, ZoneOffset) switch
    {
        (null, _, _) => "a time",
        (_, null, _) => "a date",
        (_, _, null) => "a local date-time",
        _ => "a date-time",
    };
}

/// <summary>An array; also what <c>[[name]]</c> headers append to.</summary>
public sealed record TomlArray(int Offset) : TomlValue(Offset)
{
    public List<TomlValue> Items { get; } = [];

    /// <summary>Made by <c>[[name]]</c> headers: more may follow. A written-out array is closed.</summary>
    public bool OfTables { get; init; }

    public override string Kind => OfTables ? "an array of tables" : "an array";
}
