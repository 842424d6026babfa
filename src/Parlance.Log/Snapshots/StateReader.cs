using System.Text;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Reads what <see cref="StateWriter"/> wrote, field by name: what this build has beyond it begins as it does in a new object.</summary>
internal sealed class StateReader
{
    private readonly ReadOnlyMemory<byte> _from;
    private readonly List<object?> _objects = [null];
    private readonly List<string?> _texts = [null];
    private readonly List<WrittenType> _types = [];
    private readonly Queue<(object Value, WrittenType Type)> _waiting = new();
    private int _at;

    private StateReader(ReadOnlyMemory<byte> from) => _from = from;

    /// <exception cref="FormatException">It is not such a state, or holds what this build does not know.</exception>
    public static NodeState Read(ReadOnlyMemory<byte> from)
    {
        var reader = new StateReader(from);
        if (reader.Number() != StateWriter.Version) throw new FormatException("The state is of another version.");
        var root = reader.Reference() as NodeState ?? throw new FormatException("That is not a node's state.");
        while (reader._waiting.TryDequeue(out var next)) reader.Fill(next.Type, next.Value);
        return reader._at == from.Length ? root : throw new FormatException("There is more than a state.");
    }

    private object? Value(WrittenType type)
    {
        var plan = type.Plan;
        if (plan is null || plan.IsReference) return Reference();
        return plan.Shape switch
        {
            StateShape.Number => StateNumbers.FromBits(plan.Type, Number()),
            StateShape.Text => Text(),
            StateShape.Bytes => Bytes(plan.Type),
            StateShape.Array => Array(type),
            StateShape.Optional => Number() == 0 ? null : Value(type.Element!),
            _ => Struct(type),
        };
    }

    private object Struct(WrittenType type)
    {
        var value = type.Plan!.New();
        foreach (var (field, inner) in type.Fields) field.Field.SetValue(value, Value(inner));
        return value;
    }

    private object? Reference()
    {
        var number = Count();
        if (number < _objects.Count) return _objects[number];
        if (number > _objects.Count) throw new FormatException("An object is missing.");

        _objects.Add(null);
        var type = TypeOf();
        var value = Begin(type);
        _objects[number] = value;
        if (type.Plan!.IsDeferred) _waiting.Enqueue((value, type));
        return value;
    }

    private object Begin(WrittenType type) => type.Plan!.Shape switch
    {
        StateShape.Parsed => Parsed(type.Plan),
        StateShape.Record => Record(type),
        StateShape.Collection => StateCollections.New(type.Plan.Type, Number()),
        _ => type.Plan.New(),
    };

    private void Fill(WrittenType type, object value)
    {
        if (type.Plan!.Shape == StateShape.Collection)
        {
            var add = StateCollections.Adder(value);
            for (var left = Count(); left > 0; left--)
            {
                var key = type.Key is null ? null : Value(type.Key);
                add(key, Value(type.Element!));
            }

            return;
        }

        foreach (var (field, inner) in type.Fields) field.Field.SetValue(value, Value(inner));
    }

    private object Parsed(StatePlan plan)
    {
        object?[] arguments = [Text(), null];
        return (bool)plan.Parse!.Invoke(null, arguments)! ? arguments[1]! : throw new FormatException($"'{arguments[0]}' is not a {plan.Name}.");
    }

    private Array? Array(WrittenType type)
    {
        var length = Count() - 1;
        if (length < 0) return null;
        if (length > _from.Length - _at) throw new FormatException("It ends too early.");
        var array = System.Array.CreateInstance(type.Plan!.Element!.Type, length);
        for (var i = 0; i < array.Length; i++) array.SetValue(Value(type.Element!), i);
        return array;
    }

    private object Record(WrittenType type)
    {
        var plan = type.Plan!;
        var parameters = plan.Constructor!.GetParameters();
        var arguments = new object?[plan.Parameters];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = parameters[i].HasDefaultValue ? parameters[i].DefaultValue ?? Default(parameters[i].ParameterType) : Default(parameters[i].ParameterType);
        var rest = new List<(StateField, object?)>();
        foreach (var (field, inner) in type.Fields)
        {
            var value = Value(inner);
            var at = plan.Fields.Take(plan.Parameters).ToList().IndexOf(field);
            if (at >= 0) arguments[at] = value;
            else rest.Add((field, value));
        }

        var made = plan.Constructor.Invoke(arguments);
        foreach (var (field, value) in rest) field.Field.SetValue(made, value);
        return made;
    }

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private WrittenType TypeOf()
    {
        var number = Count();
        if (number <= _types.Count) return _types[number - 1];
        if (number > _types.Count + 1) throw new FormatException("A type is missing.");

        var name = Text() ?? "";
        var plan = StatePlans.Shared.Find(name) ?? throw new FormatException($"It holds a {name}, which this build does not know.");
        var type = new WrittenType { Plan = plan };
        _types.Add(type);
        Fields(type);
        if (plan.Key is not null) type.Key = Inline();
        if (plan.Element is not null) type.Element = Inline();
        return type;
    }

    private void Fields(WrittenType type)
    {
        for (var left = Count(); left > 0; left--)
        {
            var name = Text();
            var field = type.Plan!.Fields.FirstOrDefault(field => field.Name == name) ?? throw new FormatException($"It holds {type.Plan.Name}.{name}, which this build does not know.");
            type.Fields.Add((field, Inline()));
        }
    }

    private WrittenType Inline()
    {
        if (Text() is not { Length: > 0 } name) return WrittenType.Any;
        var type = new WrittenType { Plan = StatePlans.Shared.Find(name) ?? throw new FormatException($"It holds a {name}, which this build does not know.") };
        if (type.Plan.Shape is StateShape.Optional or StateShape.Array) type.Element = Inline();
        if (type.Plan.Shape == StateShape.Struct) Fields(type);
        return type;
    }

    private string? Text()
    {
        var number = Count();
        if (number < _texts.Count) return _texts[number];
        if (number > _texts.Count) throw new FormatException("A text is missing.");

        var length = Count();
        if (length > _from.Length - _at) throw new FormatException("It ends too early.");
        var text = Encoding.UTF8.GetString(_from.Span.Slice(_at, length));
        _at += length;
        _texts.Add(text);
        return text;
    }

    private object? Bytes(Type type)
    {
        var length = Count() - 1;
        if (length > _from.Length - _at) throw new FormatException("It ends too early.");
        var bytes = length < 0 ? null : _from.Slice(_at, length).ToArray();
        _at += Math.Max(0, length);
        return type == typeof(byte[]) ? bytes : new ReadOnlyMemory<byte>(bytes);
    }

    private int Count() => Number() is <= int.MaxValue and var number ? (int)number : throw new FormatException("A number is too large.");

    private ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at == _from.Length) throw new FormatException("It ends too early.");
            var part = _from.Span[_at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new FormatException("A number is too long.");
    }

    /// <summary>A type as the writer had it.</summary>
    private sealed class WrittenType
    {
        /// <summary>A reference: what it is to stands with the object.</summary>
        public static WrittenType Any { get; } = new();

        public StatePlan? Plan { get; init; }
        public List<(StateField Field, WrittenType Type)> Fields { get; } = [];
        public WrittenType? Key { get; set; }
        public WrittenType? Element { get; set; }
    }
}
