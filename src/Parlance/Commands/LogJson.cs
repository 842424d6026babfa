using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>A row as one JSON object on one line. Names are those of the columns in <c>events</c>; what is null is left out.</summary>
internal static class LogJson
{
    /// <summary>Letters of every script and signs such as + stay readable, control characters are escaped. It never goes into HTML.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(EventRow row, bool personal) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("id", row.Position);
        json.WriteString("timestamp", row.Timestamp);
        json.WriteString("event_type", row.Kind);
        json.WriteNumber("ver", row.Version);
        Text(json, "actor_uid", row.Actor);
        Text(json, "target", row.Target);
        Text(json, "room", row.Room);
        json.WriteString("node", row.Node);
        json.WriteNumber("session_id", row.Incarnation);
        json.WriteNumber("hlc", row.Hlc);
        Text(json, "ctx", row.Ctx);
        Text(json, "via", row.Via);
        Content(json, "payload", row.Payload);
        Text(json, "seal", LogSeal.Word(row.SealState, personal));
        if (personal) Content(json, "personal", row.Sealed);
        json.WriteEndObject();
    }) + "\n";

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    /// <summary>JSON as it is; what is none, in a damaged row, as a string.</summary>
    private static void Content(Utf8JsonWriter json, string name, string? content)
    {
        if (content is null) return;

        json.WritePropertyName(name);
        try
        {
            using var parsed = JsonDocument.Parse(content);
            json.WriteRawValue(Written(parsed.WriteTo), skipInputValidation: true);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            json.WriteStringValue(content);
        }
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
