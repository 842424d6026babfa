using Parlance.Toml;

namespace Parlance.Configuration;

/// <summary>Goes through a document beside the schema: reads what is known, and reports what is not.</summary>
internal static class Walk
{
    public static void Through(TomlTable root, Reading reading) => Enter(root, "", reading);

    private static void Enter(TomlTable written, string path, Reading reading)
    {
        var table = Schema.Find(path);
        var values = table is null ? null : reading.Begin(table, written);
        foreach (var entry in written.Entries)
        {
            var full = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
            if (values is not null && table!.TryGetKey(entry.Key, out var key)) Read(values, key!, entry.Value, reading);
            else if (Schema.Find(full) is { } below) Open(below, entry, reading);
            else if (Schema.IsPrefix(full)) Middle(full, entry, reading);
            else Unknown(path, entry, reading);
        }

        if (values is not null) Complete(values, reading);
    }

    private static void Read(TableValues values, Key key, TomlValue value, Reading reading)
    {
        if (key.TryRead(value, out var read))
        {
            values.Put(key, read, value);
            return;
        }

        var culprit = key.Culprit(value);
        reading.Wrong(reading.Where(culprit), $"{key.Name} {(ReferenceEquals(culprit, value) ? "is" : "has")} {Shown(key, culprit)}", $"it must be {key.Description}");
    }

    private static void Open(Table table, TomlEntry entry, Reading reading)
    {
        switch (entry.Value)
        {
            case TomlTable one when !table.Many:
                Enter(one, table.Path, reading);
                break;
            case TomlArray many when table.Many && many.Items.TrueForAll(item => item is TomlTable):
                foreach (var item in many.Items) Enter((TomlTable)item, table.Path, reading);
                break;
            default:
                reading.Wrong(WhereIs(entry, reading), $"{table.Path} is {entry.Value.Kind}", $"write {table.Header} on a line of its own, and its keys below");
                break;
        }
    }

    /// <summary>A name on the way to tables: <c>listen</c>.</summary>
    private static void Middle(string path, TomlEntry entry, Reading reading)
    {
        if (entry.Value is TomlTable middle) Enter(middle, path, reading);
        else reading.Wrong(WhereIs(entry, reading), $"{path} is {entry.Value.Kind}", $"write {string.Join(" or ", Schema.Tables.Where(table => table.Path.StartsWith(path + ".", StringComparison.Ordinal)).Select(table => table.Header))}");
    }

    private static void Complete(TableValues values, Reading reading)
    {
        foreach (var key in values.Table.Keys)
            if (key.Required && !values.Has(key) && values.Table.Status == KeyStatus.Active)
                reading.Wrong(values.Where(), $"{values.Table.Header} has no {key.Name}", $"add {key.Name}: {key.Description}");

        if (values.Table.Status == KeyStatus.NotYet)
            reading.Note(values, null, $"{values.Table.Header} has no effect yet", "leave it or take it out");
        else
            foreach (var key in values.Table.Keys)
                if (key.Status == KeyStatus.NotYet && values.Has(key))
                    reading.Note(values, key, $"{values.Table.Path}.{key.Name} has no effect yet", "leave it or take it out");
    }

    private static void Unknown(string path, TomlEntry entry, Reading reading)
    {
        var place = path.Length == 0 ? "a table of this file" : $"a key of [{path}]";
        var elsewhere = Schema.Tables.Where(table => table.TryGetKey(entry.Key, out _)).Select(table => table.Header).ToList();
        var remedy = NearestName.Of(entry.Key, Schema.NamesUnder(path)) is { } near ? $"did you mean '{near}'?"
            : elsewhere.Count > 0 ? $"it belongs to {string.Join(" or ", elsewhere.Take(3))}"
            : $"known here: {string.Join(", ", Schema.NamesUnder(path).Take(30))}";
        reading.Wrong(WhereIs(entry, reading), $"'{entry.Key}' is not {place}", remedy);
    }

    private static string WhereIs(TomlEntry entry, Reading reading) => entry.Value.Origin ?? reading.At(entry.KeyOffset);

    /// <summary>What was written, short; never a secret.</summary>
    private static string Shown(Key key, TomlValue value) => value switch
    {
        _ when key.Secret => value.Kind,
        TomlText { Value: { Length: <= 40 } text } => Quoted.Write(text),
        TomlInteger whole => whole.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        TomlBoolean flag => flag.Value ? "true" : "false",
        _ => value.Kind,
    };
}
