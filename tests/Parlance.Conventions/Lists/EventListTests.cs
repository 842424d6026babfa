using System.Reflection;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Conventions;

/// <summary>What logs hold. A log is read for ever, so a kind that was written once keeps its shape; a new shape is a new version.</summary>
public class EventListTests
{
    [Fact]
    public void every_kind_of_event_keeps_its_name_and_shape() => Golden.OnlyGrows("events", Written());

    [Fact]
    public void every_event_is_a_named_record_in_the_past()
    {
        Assert.All(Kinds(), kind => Assert.True(kind.IsSealed, $"{kind.Name}: an event is a sealed record, so that what is written is what was meant"));
        Assert.All(Kinds(), kind => Assert.Matches("^[a-z]+(\\.[a-z-]+)+$", Named(kind).Name));
    }

    [Fact]
    public void a_newer_version_keeps_the_line_of_the_older()
    {
        var lines = Golden.Read("events").Keys.Select(line => line.Split(' ')[0]).ToHashSet();
        foreach (var kind in Kinds())
            for (var version = 1; version < Named(kind).Version; version++)
                Assert.Contains($"{Named(kind).Name}@{version}", lines);
    }

    /// <summary>Choices are written by name.</summary>
    [Fact]
    public void every_choice_within_an_event_keeps_its_name() => Golden.OnlyGrows("event-choices",
        from type in Kinds().SelectMany(kind => kind.GetProperties()).Where(p => p.SetMethod is not null).Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
            .Select(type => type.IsGenericType ? type.GetGenericArguments()[0] : type).Distinct()
        where type.IsEnum
        from name in Enum.GetNames(type)
        select $"{type.Name}.{name}");

    /// <summary>All kinds there are, dialects' and plugins' own included.</summary>
    public static IEnumerable<Type> Kinds() => Assemblies.Ours.SelectMany(a => a.GetTypes())
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(Event)) && type != typeof(UnknownEvent));

    /// <summary>The lines of today's kinds, and those of older versions as they were kept.</summary>
    private static IEnumerable<string> Written()
    {
        var today = Kinds().ToDictionary(kind => $"{Named(kind).Name}@{Named(kind).Version}", Line);
        var versions = Kinds().ToDictionary(kind => Named(kind).Name, kind => Named(kind).Version);
        var older = Golden.Read("events").Keys.Where(line =>
        {
            var name = line.Split(' ')[0].Split('@');
            return versions.TryGetValue(name[0], out var version) && int.Parse(name[1]) < version;
        });
        return today.Values.Concat(older);
    }

    private static string Line(Type kind)
    {
        var properties = kind.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null && p.GetMethod?.GetParameters().Length == 0)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"{(p.GetCustomAttribute<PersonalAttribute>() is null ? "" : "sealed:")}{p.Name}:{NameOf(p.PropertyType)}");
        var durable = ((Event)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(kind)).Durable ? "durable" : "passing";
        return $"{Named(kind).Name}@{Named(kind).Version} {durable} {string.Join(' ', properties)}".TrimEnd();
    }

    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? NameOf(value) + "?"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(',', type.GetGenericArguments().Select(NameOf))}>" : type.Name;

    private static EventNameAttribute Named(Type kind) =>
        kind.GetCustomAttribute<EventNameAttribute>(inherit: false) ?? throw new InvalidOperationException($"{kind} has no [EventName]");
}
