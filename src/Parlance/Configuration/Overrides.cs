using System.Globalization;
using Parlance.Toml;

namespace Parlance.Configuration;

/// <summary>
/// Puts environment variables <c>PARLANCE_SECTION__KEY</c> into a document: <c>PARLANCE_LISTEN__IRC__0__PORT=7000</c> is <c>port</c> of the first
/// <c>[[listen.irc]]</c>. A name without a double underscore is not ours.
/// </summary>
internal static class Overrides
{
    public const string Prefix = "PARLANCE_";

    /// <summary>Tables of one name that variables may add to the file's.</summary>
    public const int IndexMax = 1000;

    public static void Apply(TomlTable root, IEnumerable<KeyValuePair<string, string>> environment, Reading reading)
    {
        foreach (var (name, text) in environment.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.Contains("__", StringComparison.Ordinal)) continue;

            var words = name[Prefix.Length..].ToLowerInvariant().Split("__");
            Put(root, words, new Variable($"environment {name}", text), reading);
        }
    }

    /// <summary>A flag's value, in the place of the file's.</summary>
    public static void Put(TomlTable root, string table, string key, string value, string flag)
    {
        // A file that has something else in the table's place is refused for that.
        if (Child(root, table, flag) is TomlTable there) there.Set(key, new TomlText(0, value) { Origin = flag });
    }

    private sealed record Variable(string Origin, string Text);

    private static void Put(TomlTable root, string[] words, Variable variable, Reading reading)
    {
        TomlValue at = root;
        var path = "";
        foreach (var word in words[..^1])
        {
            var next = at switch
            {
                TomlArray array => Item(array, word, variable.Origin),
                TomlTable table => Step(table, ref path, word, variable.Origin),
                _ => null,
            };
            if (next is null)
            {
                reading.Wrong(variable.Origin, $"there is no '{word}' there", "the name is PARLANCE_, the table, then the key, with __ between; tables written [[...]] are counted from 0");
                return;
            }

            at = next;
        }

        if (at is TomlTable last) last.Set(words[^1], Value(Key(path, words[^1]), variable));
        else reading.Wrong(variable.Origin, $"[[{path}]] is counted", $"write {Prefix}{path.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant()}__0__KEY");
    }

    private static TomlValue? Step(TomlTable table, ref string path, string word, string origin)
    {
        path = path.Length == 0 ? word : $"{path}.{word}";
        if (Schema.Find(path) is null && !Schema.IsPrefix(path)) return null;
        return Schema.Find(path) is { Many: true } ? ChildArray(table, word, origin) : Child(table, word, origin);
    }

    private static TomlValue Child(TomlTable table, string word, string origin)
    {
        if (table.TryGet(word, out var there)) return there;
        var made = new TomlTable(0) { Origin = origin };
        table.Set(word, made);
        return made;
    }

    private static TomlValue ChildArray(TomlTable table, string word, string origin)
    {
        if (table.TryGet(word, out var there)) return there;
        var made = new TomlArray(0) { Origin = origin, OfTables = true };
        table.Set(word, made);
        return made;
    }

    private static TomlTable? Item(TomlArray array, string word, string origin)
    {
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > array.Items.Count || index >= IndexMax) return null;
        if (index == array.Items.Count) array.Items.Add(new TomlTable(0) { Origin = origin });
        return array.Items[index] as TomlTable;
    }

    private static Key? Key(string path, string name) => Schema.Find(path)?.TryGetKey(name, out var key) == true ? key : null;

    private static TomlValue Value(Key? key, Variable variable)
    {
        var asText = new TomlText(0, variable.Text) { Origin = variable.Origin };
        return key?.Shape switch
        {
            Shape.Plain => AsToml(variable) ?? asText,
            Shape.List when variable.Text.TrimStart().StartsWith('[') => AsToml(variable) ?? asText,
            Shape.List => Split(variable),
            _ => asText,
        };
    }

    private static TomlValue? AsToml(Variable variable)
    {
        var document = TomlDocument.Parse($"value = {variable.Text}");
        return document.Error is null && document.Root.TryGet("value", out var value) ? value with { Origin = variable.Origin } : null;
    }

    private static TomlArray Split(Variable variable)
    {
        var array = new TomlArray(0) { Origin = variable.Origin };
        foreach (var word in variable.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            array.Items.Add(new TomlText(0, word) { Origin = variable.Origin });

        return array;
    }
}
