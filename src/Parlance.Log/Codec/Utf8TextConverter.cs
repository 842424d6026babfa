using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Parlance.Log;

/// <summary>
/// Bytes that hold UTF-8 text, written as a JSON string without a string in between; bytes that are not UTF-8 as <c>{"base64": "..."}</c>, so that
/// whatever a client sent comes back as it was.
/// </summary>
internal sealed class Utf8TextConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadBytes(ref reader);

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) => WriteBytes(writer, value.Span);

    internal static byte[] ReadBytes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return ReadBase64(ref reader);
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("Text is a string.");
        if (!reader.ValueIsEscaped && !reader.HasValueSequence) return reader.ValueSpan.ToArray();

        var bytes = new byte[reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length];
        var length = reader.CopyString(bytes);
        return bytes[..length];
    }

    internal static void WriteBytes(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            writer.WriteStringValue(bytes);
            return;
        }

        writer.WriteStartObject();
        writer.WriteBase64String("base64"u8, bytes);
        writer.WriteEndObject();
    }

    private static byte[] ReadBase64(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || !reader.ValueTextEquals("base64"u8) || !reader.Read()) throw new JsonException("Bytes are {\"base64\": \"...\"}.");
        var bytes = reader.GetBytesFromBase64();
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject) throw new JsonException("Bytes are {\"base64\": \"...\"}.");
        return bytes;
    }
}

/// <inheritdoc cref="Utf8TextConverter"/>
internal sealed class Utf8ArrayConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Utf8TextConverter.ReadBytes(ref reader);

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => Utf8TextConverter.WriteBytes(writer, value);
}
