using System.Globalization;
using Parlance.Toml;

namespace Parlance.Config.Tests.Toml;

/// <summary>A document on one line, types visible: <c>{a=1,b=1.5f,c="x",d=[true],e=@2026-01-31}</c>.</summary>
internal static class Printed
{
    public static string Of(TomlValue value) => value switch
    {
        TomlText text => "\"" + text.Value.Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t") + "\"",
        TomlInteger whole => whole.Value.ToString(CultureInfo.InvariantCulture),
        TomlFloat real => real.Value.ToString("R", CultureInfo.InvariantCulture) + "f",
        TomlBoolean flag => flag.Value ? "true" : "false",
        TomlDateTime moment => "@" + When(moment),
        TomlArray array => "[" + string.Join(",", array.Items.Select(Of)) + "]",
        TomlTable table => "{" + string.Join(",", table.Entries.Select(entry => $"{entry.Key}={Of(entry.Value)}")) + "}",
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    private static string When(TomlDateTime when) =>
        string.Join("T", new[] { when.Date?.ToString("yyyy-MM-dd"), when.Time?.ToString("HH:mm:ss.FFFFFFF") }.Where(part => part is not null))
        + (when.ZoneOffset is { } zone ? (zone < TimeSpan.Zero ? "-" : "+") + zone.ToString("hh\\:mm") : "");
}
