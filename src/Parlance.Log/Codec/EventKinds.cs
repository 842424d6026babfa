using System.Reflection;
using System.Runtime.CompilerServices;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Every kind of event in the given assemblies, found at start by <see cref="EventNameAttribute"/>: no list to edit.</summary>
public sealed class EventKinds
{
    /// <summary>The longest name of a kind, in characters.</summary>
    public const int NameMax = 64;

    /// <summary>The most kinds a server may know; a bound for <see cref="IEventStore.Read"/>, which opens a statement for each.</summary>
    public const int KindsMax = 512;

    private readonly Dictionary<Type, EventKind> _byType = [];
    private readonly Dictionary<string, EventKind> _byName = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">A mistake in the code: an event without a name, or two with the same.</exception>
    public EventKinds(params IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()))
            if (!type.IsAbstract && type.IsAssignableTo(typeof(Event)) && type != typeof(UnknownEvent))
                Add(type);
    }

    public IReadOnlyCollection<EventKind> All => _byType.Values;

    /// <summary>The names of the kinds that outlive an incarnation: what a start reads.</summary>
    public IReadOnlyCollection<string> DurableNames => [.. All.Where(kind => kind.Durable).Select(kind => kind.Name)];

    /// <exception cref="InvalidOperationException">The type is of an assembly that was not given.</exception>
    public EventKind Of(Type type) =>
        _byType.TryGetValue(type, out var kind) ? kind : throw new InvalidOperationException($"{type} is not among the kinds of events this log was opened with.");

    /// <summary>The name of an event's kind, whether or not it is among those known here.</summary>
    public static string NameOf(Event happened) =>
        happened is UnknownEvent unknown ? unknown.Kind
        : happened.GetType().GetCustomAttribute<EventNameAttribute>(inherit: false)?.Name ?? throw new InvalidOperationException($"{happened.GetType()} is an event without [EventName].");

    public EventKind? Find(string name) => _byName.GetValueOrDefault(name);

    private void Add(Type type)
    {
        var named = type.GetCustomAttribute<EventNameAttribute>(inherit: false)
            ?? throw new InvalidOperationException($"{type} is an event without [EventName].");
        if (named.Name.Length is 0 or > NameMax || named.Version < 1)
            throw new InvalidOperationException($"{type}: a kind's name has 1 to {NameMax} characters and its version starts at 1.");

        var kind = new EventKind(named.Name, named.Version, type, IsDurable(type));
        _byType.Add(type, kind);
        if (!_byName.TryAdd(kind.Name, kind)) throw new InvalidOperationException($"{type} and {_byName[kind.Name].Type} are both named {kind.Name}.");
        if (_byType.Count > KindsMax) throw new InvalidOperationException($"More than {KindsMax} kinds of events.");
    }

    /// <summary><see cref="Event.Durable"/> is a constant of its kind, except where it reads the event; such a kind counts as durable.</summary>
    private static bool IsDurable(Type type)
    {
        try
        {
            return ((Event)RuntimeHelpers.GetUninitializedObject(type)).Durable;
        }
        catch (NullReferenceException)
        {
            return true;
        }
    }
}
