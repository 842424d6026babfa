using System.Text.Json;
using Parlance.Configuration;
using Parlance.Web.Serving;

namespace Parlance.Process;

/// <summary>What the admin API sees of the process: its configuration, and reading it again.</summary>
internal sealed class ServerControl(Func<ServerConfiguration> current, Func<string?> reload) : IServerControl
{
    public string? Reload() => reload();

    public void WriteConfiguration(Utf8JsonWriter to)
    {
        to.WriteStartObject();
        foreach (var tables in current().Tables.GroupBy(values => values.Table))
        {
            to.WritePropertyName(tables.Key.Path);
            if (tables.Key.Many) to.WriteStartArray();
            foreach (var values in tables) Write(to, values);
            if (tables.Key.Many) to.WriteEndArray();
        }

        to.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter to, TableValues values)
    {
        to.WriteStartObject();
        foreach (var key in values.Table.Keys)
        {
            to.WritePropertyName(key.Name);
            if (key.DefaultNote is not null && !values.Has(key)) to.WriteNullValue();
            else Value(to, values.Write(key));
        }

        to.WriteEndObject();
    }

    /// <summary>Most values look the same in TOML and in JSON; one that does not is told as it stands in the file.</summary>
    private static void Value(Utf8JsonWriter to, string toml)
    {
        try
        {
            using var parsed = JsonDocument.Parse(toml);
            parsed.WriteTo(to);
        }
        catch (JsonException)
        {
            to.WriteStringValue(toml);
        }
    }
}
