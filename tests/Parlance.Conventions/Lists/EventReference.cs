using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Conventions;

/// <summary>Makes docs/reference/events.md: every kind of event, what it says, and whose data is in it.</summary>
public static partial class EventReference
{
    public static string Make()
    {
        var kinds = new EventCodec(Assemblies.Ours).Kinds.All.OrderBy(kind => kind.Name, StringComparer.Ordinal).ToList();
        var page = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            # Events

            Every kind of row in the [log](../operate/log.md): {kinds.Count} of them. `payload` and `sealed` are the members of those columns; what is sealed is encrypted under the key of
            the person named as subject. A *durable* event outlives the node's incarnation, a *passing* one ends with the sessions it is about; a *durable* one is confirmed when it is written.
            One that *changes nothing* is kept for those who ask. Events of rooms have the room's id in `room` and, where nothing else is said, its name in `target`. Made from the types; do not edit.

            """));
        foreach (var area in kinds.GroupBy(kind => kind.Name.Split('.')[0]))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {area.Key}\n\n| Kind | | Payload | Sealed | Subject | |\n|---|---|---|---|---|---|\n");
            foreach (var kind in area) page.Append(Row(kind));
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Row(EventKind kind)
    {
        var properties = kind.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsWritten).ToList();
        var personal = properties.Where(IsPersonal).ToList();
        var sort = (kind.Durable ? "durable" : "passing") + (kind.ChangesState ? "" : ", changes nothing");
        return $"| `{kind}` | {sort} | {Columns(properties.Except(personal))} | {Columns(personal)} | {(personal.Count == 0 ? "" : SubjectOf(kind.Type))} | {SummaryOf(kind.Type)} |\n";
    }

    private static string Columns(IEnumerable<PropertyInfo> properties) =>
        string.Join(", ", properties.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name)}` {TypeOf(p.PropertyType)}"));

    private static bool IsWritten(PropertyInfo property) => property.SetMethod is not null && property.GetIndexParameters().Length == 0;

    private static bool IsPersonal(PropertyInfo property) => property.IsDefined(typeof(PersonalAttribute));

    private static string TypeOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? TypeOf(value) + "?"
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>) ? "text"
        : type.IsGenericType ? $"list of {TypeOf(type.GetGenericArguments()[0])}"
        : type == typeof(string) ? "text"
        : type == typeof(bool) ? "yes or no"
        : type == typeof(Uid) ? "user id"
        : type == typeof(EventId) ? "event id"
        : type == typeof(Instant) ? "time"
        : type.IsPrimitive ? "number"
        : JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name).Replace('_', ' ');

    private static string SubjectOf(Type kind)
    {
        var says = kind.GetMethod(nameof(Event.Subject))!.DeclaringType!;
        if (says.Namespace!.EndsWith("Accounts", StringComparison.Ordinal)) return "the account";
        return says == typeof(Event) && kind.GetProperty(nameof(Event.About))!.DeclaringType != typeof(Event) ? "who it is about" : "who did it";
    }

    private static readonly Dictionary<Assembly, Dictionary<string, XElement?>> Words = [];

    private static string SummaryOf(Type type)
    {
        if (!Words.TryGetValue(type.Assembly, out var words))
            Words[type.Assembly] = words = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml")).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!, m => m.Element("summary"));
        if (words.GetValueOrDefault($"T:{type.FullName}") is not { } summary) return "";
        var text = string.Concat(summary.Nodes().Select(node => node is XElement e ? (e.Value.Length > 0 ? e.Value : ((string?)e.Attribute("cref") ?? "").Split('(')[0].Split('.')[^1]) : ((XText)node).Value));
        return Blanks().Replace(text, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
