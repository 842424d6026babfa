using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>A difference for scripts.</summary>
internal static class DiffJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter to, StateReplay log, long first, long last, IReadOnlyList<RowDifference> differences)
    {
        using var buffer = new MemoryStream();
        Write(buffer, log, first, last, differences);
        to.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    public static void Write(Stream to, StateReplay log, long first, long last, IReadOnlyList<RowDifference> differences)
    {
        using var json = new Utf8JsonWriter(to, Readable);
        json.WriteStartObject();
        Moment(json, "from", log, first);
        Moment(json, "to", log, last);
        json.WriteStartArray("differences");
        foreach (var row in differences) Row(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Moment(Utf8JsonWriter json, string name, StateReplay log, long position)
    {
        json.WriteStartObject(name);
        json.WriteNumber("position", position);
        json.WriteString("timestamp", log.TimeOf(position));
        json.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter json, RowDifference row)
    {
        json.WriteStartObject();
        json.WriteString("table", row.Table);
        json.WriteString("key", row.Key);
        json.WriteString("label", row.Label);
        json.WriteString("change", JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Change.ToString()));
        if (row.Change == RowChange.Changed)
        {
            json.WriteStartArray("members");
            foreach (var member in row.Members) Member(json, member);
            json.WriteEndArray();
        }
        else
        {
            Causes(json, row.Causes);
        }

        json.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter json, MemberDifference member)
    {
        json.WriteStartObject();
        json.WriteString("path", member.Path);
        if (member.Before is not null) Raw(json, "before", member.Before);
        if (member.After is not null) Raw(json, "after", member.After);
        Causes(json, member.Causes);
        json.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }

    private static void Causes(Utf8JsonWriter json, IReadOnlyList<Cause> causes)
    {
        json.WriteStartArray("causes");
        foreach (var cause in causes)
        {
            json.WriteStartObject();
            json.WriteNumber("position", cause.Position);
            json.WriteString("timestamp", cause.Timestamp);
            json.WriteString("event_type", cause.Kind);
            if (cause.Actor is not null) json.WriteString("actor_uid", cause.Actor);
            if (cause.Nick is not null) json.WriteString("nick", cause.Nick);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
