using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Which properties of an event are written where: what it is made from, never what it computes.</summary>
internal enum EventPart
{
    /// <summary>Everything: for reading.</summary>
    Whole,
    Payload,
    Sealed,
}

/// <summary>The serializer's options for each part. Names are snake_case, null is left out, text stays readable.</summary>
internal static class EventShape
{
    public static JsonSerializerOptions Options(EventPart part)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DictionaryKeyPolicy = null,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { info => Cut(info, part) } },
        };
        ValueConverters.AddTo(options.Converters);
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Whether the property, or the parameter of the constructor that it comes from, is marked <see cref="PersonalAttribute"/>.</summary>
    public static bool IsPersonal(Type type, string member) =>
        type.GetProperty(member)?.IsDefined(typeof(PersonalAttribute), inherit: true) == true
        || ParameterOf(type, member)?.IsDefined(typeof(PersonalAttribute), inherit: true) == true;

    public static bool AllowsNull(Type type, string member) =>
        type.GetProperty(member) is { } found && new NullabilityInfoContext().Create(found).WriteState == NullabilityState.Nullable;

    public static ParameterInfo? ParameterOf(Type type, string member)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
            foreach (var constructor in at.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                foreach (var parameter in constructor.GetParameters())
                    if (string.Equals(parameter.Name, member, StringComparison.OrdinalIgnoreCase)) return parameter;
        return null;
    }

    private static void Cut(JsonTypeInfo info, EventPart part)
    {
        if (info.Kind != JsonTypeInfoKind.Object) return;

        var isEvent = info.Type.IsAssignableTo(typeof(Event));
        for (var i = info.Properties.Count - 1; i >= 0; i--)
        {
            var property = info.Properties[i];
            var member = (property.AttributeProvider as MemberInfo)?.Name ?? property.Name;
            var computed = property.Set is null && ParameterOf(info.Type, member) is null;
            var elsewhere = isEvent && part != EventPart.Whole && IsPersonal(info.Type, member) != (part == EventPart.Sealed);
            if (computed || elsewhere) info.Properties.RemoveAt(i);
            else if (part == EventPart.Whole) property.IsRequired = IsNeeded(info.Type, member, property);
        }
    }

    /// <summary>What may be null is left out when it is; what may not, and has no default, must be there: a newer version needs a default or an upcaster.</summary>
    private static bool IsNeeded(Type type, string member, JsonPropertyInfo property) =>
        !AllowsNull(type, member)
        && (property.IsRequired || (!property.PropertyType.IsValueType && ParameterOf(type, member) is { HasDefaultValue: false }));
}
