using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>How one kind is written and read.</summary>
internal sealed class EventContract
{
    private readonly JsonTypeInfo _whole;
    private readonly JsonTypeInfo _payload;
    private readonly JsonTypeInfo _sealed;

    public EventContract(EventKind kind, JsonSerializerOptions whole, JsonSerializerOptions payload, JsonSerializerOptions @sealed)
    {
        Kind = kind;
        _whole = whole.GetTypeInfo(kind.Type);
        _payload = payload.GetTypeInfo(kind.Type);
        _sealed = @sealed.GetTypeInfo(kind.Type);
        HasPayload = _payload.Properties.Count > 0;
        Personal = [.. _sealed.Properties.Select(property => new PersonalProperty(kind.Type, property, whole))];
    }

    public EventKind Kind { get; }

    public bool HasPayload { get; }

    /// <summary>The properties that are sealed.</summary>
    public PersonalProperty[] Personal { get; }

    public void WritePayload(Utf8JsonWriter writer, Event e) => JsonSerializer.Serialize(writer, e, _payload);

    public void WriteSealed(Utf8JsonWriter writer, Event e) => JsonSerializer.Serialize(writer, e, _sealed);

    public Event Read(ReadOnlySpan<byte> json) => (Event)(JsonSerializer.Deserialize(json, _whole) ?? throw new JsonException("An event's content is an object."));

    /// <summary>Reads content whose personal properties may be gone; those that may not be null become empty.</summary>
    public Event Read(JsonObject content)
    {
        foreach (var personal in Personal)
            if (!content.ContainsKey(personal.Name)) content.Add(personal.Name, personal.Empty?.DeepClone());
        return (Event)(content.Deserialize(_whole) ?? throw new JsonException("An event's content is an object."));
    }
}

/// <summary>A personal property and what stands in its place once its key is destroyed.</summary>
internal sealed class PersonalProperty
{
    public PersonalProperty(Type type, JsonPropertyInfo property, JsonSerializerOptions whole)
    {
        Name = property.Name;
        Empty = EventShape.AllowsNull(type, (property.AttributeProvider as MemberInfo)?.Name ?? property.Name) ? null : EmptyOf(property.PropertyType, whole);
    }

    public string Name { get; }

    /// <summary>Null when it may be null.</summary>
    public JsonNode? Empty { get; }

    private static JsonNode? EmptyOf(Type type, JsonSerializerOptions whole) =>
        type.IsValueType ? JsonSerializer.SerializeToNode(Activator.CreateInstance(type), whole.GetTypeInfo(type))
        : type == typeof(string) || type == typeof(byte[]) ? JsonValue.Create("")
        : type == typeof(System.Net.IPAddress) ? JsonValue.Create("::")
        : type.IsAssignableTo(typeof(IDictionary)) ? new JsonObject()
        : type.IsAssignableTo(typeof(IEnumerable)) ? new JsonArray()
        : null;
}
