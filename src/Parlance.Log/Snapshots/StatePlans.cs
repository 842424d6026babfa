using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// How each type that the state is made of is held in a snapshot, found by walking the fields from <see cref="NodeState"/>: a new field or type is held without a
/// line here, and one that cannot be held is in <see cref="Problems"/>, which a test demands to be empty.
/// </summary>
internal sealed class StatePlans
{
    private static readonly HashSet<Type> s_collections =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(SortedDictionary<,>), typeof(HashSet<>), typeof(SortedSet<>), typeof(Queue<>),
    ];

    /// <summary>Lists that nobody changes: whatever they are, they come back as arrays.</summary>
    private static readonly HashSet<Type> s_lists = [typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>)];

    private readonly Dictionary<Type, StatePlan> _plans = [];
    private readonly Dictionary<string, StatePlan> _byName = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    private StatePlans(Type root) => Root = Of(root);

    /// <summary>The plans of the state; made once.</summary>
    public static StatePlans Shared { get; } = new(typeof(NodeState));

    public StatePlan Root { get; }

    /// <summary>What of the state no snapshot can hold, in words for who added it.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyCollection<StatePlan> All => _plans.Values;

    public StatePlan? Find(string name) => _byName.GetValueOrDefault(name);

    public StatePlan Of(Type type)
    {
        if (type.IsInterface && type.IsGenericType && s_lists.Contains(type.GetGenericTypeDefinition())) type = type.GetGenericArguments()[0].MakeArrayType();
        if (_plans.TryGetValue(type, out var plan)) return plan;
        plan = new(type, ShapeOf(type));
        _plans.Add(type, plan);
        _byName.Add(plan.Name, plan);
        Complete(plan);
        return plan;
    }

    private static StateShape ShapeOf(Type type) =>
        type.IsPrimitive || type.IsEnum ? StateShape.Number
        : type == typeof(string) ? StateShape.Text
        : type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]) ? StateShape.Bytes
        : Nullable.GetUnderlyingType(type) is not null ? StateShape.Optional
        : type.IsArray ? StateShape.Array
        : type.IsGenericType && s_collections.Contains(type.GetGenericTypeDefinition()) ? StateShape.Collection
        : type.IsValueType ? StateShape.Struct
        : type.IsInterface || type.IsAbstract || type == typeof(object) || typeof(Delegate).IsAssignableFrom(type) ? StateShape.None
        : type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, []) is not null ? StateShape.Object
        : IsRecord(type) ? StateShape.Record
        : ParserOf(type) is not null ? StateShape.Parsed
        : type.Assembly == typeof(NodeState).Assembly ? StateShape.Object
        : StateShape.None;

    private void Complete(StatePlan plan)
    {
        var type = plan.Type;
        switch (plan.Shape)
        {
            case StateShape.Optional:
                plan.Element = Of(Nullable.GetUnderlyingType(type)!);
                break;
            case StateShape.Array:
                plan.Element = Of(type.GetElementType()!);
                if (type.GetArrayRank() != 1) _problems.Add($"{type}: an array of one dimension can be held in a snapshot, no other.");
                break;
            case StateShape.Collection:
                plan.Element = Of(type.GetGenericArguments()[^1]);
                if (type.GetGenericArguments().Length == 2) plan.Key = Of(type.GetGenericArguments()[0]);
                break;
            case StateShape.Parsed:
                plan.Parse = ParserOf(type);
                break;
            case StateShape.Record:
                plan.Constructor = PrimaryOf(type);
                plan.Fields = [.. plan.Constructor!.GetParameters().Select(parameter => FieldOf(type, BackingField(type, parameter)!)), .. Fields(type).Where(field => IsSettable(type, field)).Select(field => FieldOf(type, field))];
                plan.Parameters = plan.Constructor.GetParameters().Length;
                break;
            case StateShape.Object or StateShape.Struct:
                plan.Fields = [.. Fields(type).Select(field => FieldOf(type, field))];
                break;
            case StateShape.None:
                _problems.Add($"{type}: cannot be held in a snapshot. Use a sealed class, a record, a struct, or one of the collections in {nameof(StatePlans)}; or mark the field [Derived] if it follows from the rest.");
                break;
        }
    }

    private StateField FieldOf(Type owner, FieldInfo field)
    {
        var plan = Of(field.FieldType);
        if (plan.Shape == StateShape.None) _problems.Add($"{owner}.{field.Name}");
        return new(field, plan);
    }

    /// <summary>The fields of an object that are facts, base classes' first, in the order of their names.</summary>
    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        var line = new List<Type>();
        for (var at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType) line.Insert(0, at);
        return line.SelectMany(at => at.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(field => !IsDerived(at, field)).OrderBy(field => field.Name, StringComparer.Ordinal));
    }

    private static bool IsDerived(Type type, FieldInfo field) =>
        field.IsDefined(typeof(DerivedAttribute)) || type.GetProperty(PropertyName(field), BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)?.IsDefined(typeof(DerivedAttribute)) == true;

    /// <summary>Of a record, beside what its constructor takes: properties with a setter. All else its constructor computes.</summary>
    private static bool IsSettable(Type type, FieldInfo field) =>
        PropertyName(field) is { Length: > 0 } name && type.GetProperty(name)?.SetMethod is not null
        && !PrimaryOf(type)!.GetParameters().Any(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal));

    private static string PropertyName(FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal) ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : "";

    private static FieldInfo? BackingField(Type type, ParameterInfo parameter)
    {
        for (var at = type; at is not null; at = at.BaseType)
            if (at.GetField($"<{parameter.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is { } field) return field;
        return null;
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null && PrimaryOf(type) is not null;

    private static ConstructorInfo? PrimaryOf(Type type) => type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .FirstOrDefault(constructor => constructor.GetParameters() is { Length: > 0 } parameters && parameters.All(parameter => BackingField(type, parameter) is not null));

    private static MethodInfo? ParserOf(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(method =>
        method.Name == "TryParse" && method.ReturnType == typeof(bool)
        && method.GetParameters() is [{ ParameterType: var text }, { IsOut: true, ParameterType: var result }] && text == typeof(string) && result.GetElementType() == type);
}

/// <summary>The ways in which values are held.</summary>
internal enum StateShape
{
    /// <summary>Not at all.</summary>
    None,
    Number,
    Text,
    Bytes,
    Optional,
    Struct,
    Array,
    Collection,
    /// <summary>Made by its constructor from the values of its properties.</summary>
    Record,
    /// <summary>Made from its text.</summary>
    Parsed,
    /// <summary>Field by field; others may refer to it before it is complete.</summary>
    Object,
}

/// <summary>How one type is held.</summary>
internal sealed class StatePlan(Type type, StateShape shape)
{
    public Type Type => type;
    public StateShape Shape => shape;

    /// <summary>The type's name in a snapshot.</summary>
    public string Name { get; } = type.ToString();

    /// <summary>Whether its values have an identity: the same object is held once.</summary>
    public bool IsReference { get; } = shape is StateShape.Collection or StateShape.Record or StateShape.Parsed or StateShape.Object;

    /// <summary>Whether the content follows later, so that things may refer to each other in circles.</summary>
    public bool IsDeferred { get; } = shape is StateShape.Object or StateShape.Collection;

    public IReadOnlyList<StateField> Fields { get; set; } = [];

    /// <summary>How many of the fields are arguments of the constructor.</summary>
    public int Parameters { get; set; }

    public ConstructorInfo? Constructor { get; set; }
    public MethodInfo? Parse { get; set; }
    public StatePlan? Element { get; set; }
    public StatePlan? Key { get; set; }

    public object New() =>
        Type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, []) is not null ? Activator.CreateInstance(Type, nonPublic: true)! : RuntimeHelpers.GetUninitializedObject(Type);
}

/// <summary>A fact of an object.</summary>
internal sealed record StateField(FieldInfo Field, StatePlan Plan)
{
    public string Name => Field.Name;
}
