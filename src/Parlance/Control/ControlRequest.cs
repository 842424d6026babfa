using System.Text.Json;

namespace Parlance.Control;

/// <summary>A request on <c>data/control.sock</c>: one line of JSON, <c>{"command":"stats", ...}</c>.</summary>
/// <param name="Command">What is asked.</param>
/// <param name="Arguments">The whole object, for further members.</param>
public sealed record ControlRequest(string Command, JsonElement Arguments)
{
    /// <summary>Bytes of a request line.</summary>
    public const int LengthMax = 64 << 10;

    /// <summary>Objects and arrays in each other.</summary>
    public const int DepthMax = 16;

    private const int CommandLengthMax = 64;

    /// <summary>Null when the line is not such an object.</summary>
    public static ControlRequest? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new() { MaxDepth = DepthMax });
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("command", out var command)
                && command.ValueKind == JsonValueKind.String && command.GetString() is { Length: > 0 and <= CommandLengthMax } name
                ? new(name, root.Clone())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The answer: one line of JSON. A member <c>error</c> says that the request failed.</summary>
/// <param name="Json">An object, without line ends.</param>
public sealed record ControlReply(ReadOnlyMemory<byte> Json)
{
    /// <summary>Bytes of a reply line.</summary>
    public const int LengthMax = 16 << 20;

    public static ControlReply Error(string message) => Object(json => json.WriteString("error", message));

    public static ControlReply Done() => Object(json => json.WriteBoolean("ok", true));

    /// <summary>An object whose members are written by <paramref name="members"/>.</summary>
    public static ControlReply Object(Action<Utf8JsonWriter> members)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return new(buffer.WrittenMemory);
    }
}
