using Parlance.Toml;

namespace Parlance.Configuration;

/// <summary>A document being read: the tables found in it, and everything wrong with them. Problems are gathered, not thrown, so that one start shows them all.</summary>
internal sealed class Reading(TomlDocument document, string file, string folder)
{
    /// <summary>Problems past this many are not gathered.</summary>
    public const int ProblemsMax = 100;

    private readonly Dictionary<Table, List<TableValues>> _tables = [];
    private readonly List<Problem> _problems = [];
    private readonly List<Problem> _notes = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public IReadOnlyList<Problem> Notes => _notes;

    /// <summary>A table that may be written once; without it, its defaults.</summary>
    public TableValues One(Table table)
    {
        var all = Of(table);
        if (all.Count == 0) all.Add(new(table, null, Where));
        return all[0];
    }

    public IReadOnlyList<TableValues> All(Table table) => Of(table);

    public TableValues Begin(Table table, TomlTable written)
    {
        var values = new TableValues(table, written, Where);
        Of(table).Add(values);
        return values;
    }

    public string Where(TomlValue value) => value.Origin ?? At(value.Offset);

    public string At(int offset)
    {
        var (line, column) = document.PositionOf(offset);
        return $"{file}:{line}:{column}";
    }

    public void Wrong(string where, string what, string remedy)
    {
        if (_problems.Count < ProblemsMax) _problems.Add(new(where, what, remedy));
    }

    public void Wrong(TableValues table, Key key, string what, string remedy) => Wrong(table.Where(key), what, remedy);

    public void Note(TableValues table, Key? key, string what, string remedy)
    {
        if (_notes.Count < ProblemsMax) _notes.Add(new(table.Where(key), what, remedy));
    }

    /// <summary>A path relative to the file's folder; from a flag, relative to the current folder.</summary>
    public string Resolve(TableValues table, Key<string> key) => Path.GetFullPath(table.Get(key), folder);

    /// <summary>No two tables of a kind may have the same name.</summary>
    public void Distinct(Table table, Key<string> name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var t in All(table))
            if (!seen.Add(t.Get(name)))
                Wrong(t, name, $"a second {table.Header} is called '{t.Get(name)}'", "rename one or take it out");
    }

    private List<TableValues> Of(Table table)
    {
        if (!_tables.TryGetValue(table, out var all)) _tables[table] = all = [];
        return all;
    }
}
