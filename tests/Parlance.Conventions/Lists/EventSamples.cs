using System.Net;
using System.Reflection;
using System.Text;
using Parlance.Domain;

namespace Parlance.Conventions;

/// <summary>One event of each kind, made of plain values: what the corpus gets when there is a new one.</summary>
internal static class EventSamples
{
    private static readonly Sid Node = Sid.Parse("1PA");
    private static readonly Stamp Then = Stamp.At(new(1_767_225_600_000), 3);

    public static Event Of(Type kind)
    {
        var made = (Event)Made(kind);
        foreach (var property in kind.GetProperties().Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0))
            property.SetValue(made, Sample(property.PropertyType));
        return made;
    }

    private static object Made(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(c => c.GetParameters().All(p => p.ParameterType != type))
            .OrderByDescending(c => c.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
    }

    private static object? Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain(type) is { } plain) return plain;
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Last();
        if (type.IsPrimitive) return Convert.ChangeType(7, type);
        if (type.IsInterface && type.IsGenericType && type.GetGenericArguments() is [var item])
        {
            var items = Array.CreateInstance(item, 2);
            for (var i = 0; i < items.Length; i++) items.SetValue(Sample(item), i);
            return items;
        }

        return Made(type);
    }

    private static object? Plain(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(bool) ? true
        : type == typeof(ReadOnlyMemory<byte>) ? new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes("words"))
        : type == typeof(Sid) ? Node
        : type == typeof(Uid) ? Uid.Of(Node, 1)
        : type == typeof(Dot) ? new Dot(Node, 2, 5)
        : type == typeof(Stamp) ? Then
        : type == typeof(Instant) ? Then.Wall
        : type == typeof(EventId) ? new EventId(Then, Node)
        : type == typeof(VersionVector) ? VersionVector.Parse("1PA.2.5")
        : type == typeof(IPAddress) ? IPAddress.Parse("198.51.100.7")
        : null;
}
