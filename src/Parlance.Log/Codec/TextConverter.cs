using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parlance.Log;

/// <summary>A value that is a short string in JSON; the empty string is its default.</summary>
internal sealed class TextConverter<T>(TextConverter<T>.Writing write, TextConverter<T>.Parsing parse, string what) : JsonConverter<T>
    where T : struct
{
    public delegate int Writing(T value, Span<byte> to);

    public delegate bool Parsing(ReadOnlySpan<char> text, out T value);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) throw new JsonException($"{what} is a string.");

        Span<char> text = stackalloc char[IdText.LengthMax * 6];
        if (reader.ValueSpan.Length > text.Length || reader.HasValueSequence) throw new JsonException($"{what} is too long.");
        text = text[..reader.CopyString(text)];
        if (text.IsEmpty) return default;
        return parse(text, out var value) ? value : throw new JsonException($"'{text}' is not {what}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        Span<byte> to = stackalloc byte[IdText.LengthMax];
        writer.WriteStringValue(EqualityComparer<T>.Default.Equals(value, default) ? default : to[..write(value, to)]);
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        Span<byte> to = stackalloc byte[IdText.LengthMax];
        writer.WritePropertyName(EqualityComparer<T>.Default.Equals(value, default) ? default : to[..write(value, to)]);
    }
}
