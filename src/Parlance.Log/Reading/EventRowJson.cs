using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parlance.Log;

/// <summary>A row as one JSON object. Names are those of the columns in <c>events</c>; what is null is left out.</summary>
public static class EventRowJson
{
    /// <summary>Letters of every script and signs such as + stay readable, control characters are escaped. It never goes into HTML.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="personal">Whether what is sealed is shown.</param>
    public static void Write(Utf8JsonWriter json, EventRow row, bool personal)
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
        Text(json, "seal", SealWord(row.SealState, personal));
        if (personal) Content(json, "personal", row.Sealed);
        json.WriteEndObject();
    }

    public static byte[] Bytes(EventRow row, bool personal) => Written(json => Write(json, row, personal));

    /// <summary>What is said in the place of a sealed part that is not shown; null: there never was one. The words are part of the JSON.</summary>
    public static string? SealWord(SealState state, bool shown) => state switch
    {
        SealState.None => null,
        SealState.Open => shown ? "open" : "sealed",
        SealState.NoKeys => "sealed",
        SealState.Erased => "erased",
        SealState.Blanked => "retired",
        _ => "damaged",
    };

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

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return buffer.ToArray();
    }
}
