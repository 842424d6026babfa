using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Parlance.Conventions;

/// <summary>Makes docs/reference/limits.md: every named maximum of the code, with what its summary says.</summary>
public static partial class LimitReference
{
    public static string Make()
    {
        var page = new StringBuilder("""
            # Limits

            Every queue, list, line, loop and string from outside has a maximum. Those that can be set are in [configuration](../operate/configuration.md);
            these are fixed. Made from the constants in the code; do not edit.

            | Where | Limit | Value | |
            |---|---|---|---|

            """);
        foreach (var assembly in Assemblies.Ours)
            foreach (var limit in Limits(assembly))
                page.Append(CultureInfo.InvariantCulture, $"| {limit.Where} | `{limit.Name}` | {limit.Value} | {limit.Words}{(limit.Words.Length > 0 ? " " : "")}|\n");
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<(string Where, string Name, string Value, string Words)> Limits(Assembly assembly)
    {
        var words = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!, m => m.Element("summary"));
        return from type in assembly.GetTypes()
               where type.FullName is { } full && !full.Contains('<', StringComparison.Ordinal)
               from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
               where field.IsLiteral && field.Name.EndsWith("Max", StringComparison.Ordinal) && field.FieldType.IsPrimitive
               let area = type.Namespace!.Split('.')[^1]
               orderby area, type.Name, field.Name
               select ($"{area}.{type.Name}", field.Name, string.Create(CultureInfo.InvariantCulture, $"{field.GetRawConstantValue():N0}"),
                   Plain(words.GetValueOrDefault($"F:{type.FullName!.Replace('+', '.')}.{field.Name}")));
    }

    private static string Plain(XElement? summary)
    {
        if (summary is null) return "";
        var text = string.Concat(summary.Nodes().Select(node => node is XElement e ? (e.Value.Length > 0 ? e.Value : ((string?)e.Attribute("cref") ?? "").Split('(')[0].Split('.')[^1]) : node.ToString()));
        return Blanks().Replace(text, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
