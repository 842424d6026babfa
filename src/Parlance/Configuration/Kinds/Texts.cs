using System.Diagnostics.CodeAnalysis;
using Parlance.Toml;

namespace Parlance.Configuration;

/// <summary>Text, bounded, without control characters, perhaps of a certain form.</summary>
internal sealed class TextKind(string description, int lengthMax, Func<string, bool>? form = null) : Kind<string>(description, Shape.Text)
{
    public override bool TryRead(TomlValue value, [NotNullWhen(true)] out string? read)
    {
        read = (value as TomlText)?.Value;
        return read is not null && read.Length <= lengthMax && !read.Any(char.IsControl) && (form is null || form(read));
    }

    public override string Write(string value) => Quoted.Write(value);
}

/// <summary>One of some words.</summary>
internal sealed class ChoiceKind(params string[] words)
    : Kind<string>(string.Join(" or ", words.Select(word => $"\"{word}\"")), Shape.Text)
{
    public override bool TryRead(TomlValue value, [NotNullWhen(true)] out string? read)
    {
        read = (value as TomlText)?.Value;
        return read is not null && words.Contains(read, StringComparer.Ordinal);
    }

    public override string Write(string value) => Quoted.Write(value);
}

/// <summary>A list of texts, each of a kind.</summary>
internal sealed class ListKind<T>(Kind<T> item, string description, int countMax = 1000) : Kind<IReadOnlyList<T>>(description, Shape.List)
{
    public override bool TryRead(TomlValue value, [NotNullWhen(true)] out IReadOnlyList<T>? read)
    {
        // One alone may be written without brackets.
        var items = value is TomlArray array ? array.Items : [value];
        var list = new List<T>(items.Count);
        foreach (var one in items)
            if (item.TryRead(one, out var got)) list.Add(got);

        read = list;
        return list.Count == items.Count && list.Count <= countMax;
    }

    public override TomlValue Culprit(TomlValue value) =>
        (value as TomlArray)?.Items.Find(one => !item.TryRead(one, out _)) ?? value;

    public override string Write(IReadOnlyList<T> value) => $"[{string.Join(", ", value.Select(item.Write))}]";
}
