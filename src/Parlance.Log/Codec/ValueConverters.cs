using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>How the domain's values look in JSON: ids, times and vectors are strings in the forms the rest of the server shows; enums are words.</summary>
internal static class ValueConverters
{
    public static void AddTo(IList<JsonConverter> converters)
    {
        converters.Add(new TextConverter<Uid>(IdText.Write, Uid.TryParse, "a user's id"));
        converters.Add(new TextConverter<Sid>(IdText.Write, Sid.TryParse, "a server's id"));
        converters.Add(new TextConverter<Dot>(IdText.Write, Dot.TryParse, "a dot"));
        converters.Add(new TextConverter<EventId>(IdText.Write, EventId.TryParse, "an event's id"));
        converters.Add(new TextConverter<Stamp>(IdText.Write, IdText.TryParse, "a stamp"));
        converters.Add(new TextConverter<Instant>(IdText.Write, IdText.TryParse, "a time"));
        converters.Add(new VectorConverter());
        converters.Add(new AddressConverter());
        converters.Add(new Utf8TextConverter());
        converters.Add(new Utf8ArrayConverter());
        converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }
}

internal sealed class VectorConverter : JsonConverter<VersionVector>
{
    public override VersionVector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return VersionVector.Parse(reader.GetString() ?? "");
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, VersionVector value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class AddressConverter : JsonConverter<IPAddress>
{
    public override IPAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IPAddress.TryParse(reader.GetString(), out var address) ? address : throw new JsonException("That is not an IP address.");

    public override void Write(Utf8JsonWriter writer, IPAddress value, JsonSerializerOptions options)
    {
        Span<byte> to = stackalloc byte[IdText.LengthMax];
        if (value.TryFormat(to, out var length)) writer.WriteStringValue(to[..length]);
        else writer.WriteStringValue(value.ToString());
    }
}
