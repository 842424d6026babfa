using System.Buffers;
using System.Collections;
using System.Text;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// The state as bytes, all of it: the same bytes for the same state. A header names the types and their fields, so that a build which has more of them can still
/// read it; then the objects, each once, in the order in which they are met.
/// </summary>
/// <remarks>
/// Numbers are LEB128 (signed ones zigzag), texts are numbered as they are met. A reference is 0 (null), the number of an object already met, or the next number
/// and then the number of its type; content of <see cref="StatePlan.IsDeferred"/> types follows in a queue, which keeps the depth of calls small.
/// </remarks>
internal sealed class StateWriter
{
    /// <summary>The version of this format.</summary>
    public const int Version = 1;

    private readonly ArrayBufferWriter<byte> _to = new(1 << 16);
    private readonly Dictionary<object, uint> _objects = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, uint> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<StatePlan, uint> _types = [];
    private readonly Queue<(object Value, StatePlan Plan)> _waiting = new();

    public static ReadOnlyMemory<byte> Write(NodeState state)
    {
        var writer = new StateWriter();
        writer.Number(Version);
        writer.Value(StatePlans.Shared.Root, state);
        while (writer._waiting.TryDequeue(out var next)) writer.Content(next.Plan, next.Value);
        return writer._to.WrittenMemory;
    }

    private void Value(StatePlan plan, object? value)
    {
        if (plan.Shape == StateShape.Number) Number(StateNumbers.ToBits(value!));
        else if (plan.Shape == StateShape.Text) Text((string?)value);
        else if (plan.Shape == StateShape.Bytes) Bytes(value is byte[] array ? array : value is null ? null : (ReadOnlyMemory<byte>)value);
        else if (plan.Shape == StateShape.Array) Array(plan, (IEnumerable?)value);
        else if (plan.Shape == StateShape.Struct) Fields(plan, value!);
        else if (plan.Shape == StateShape.Optional) Optional(plan, value);
        else Reference(plan, value);
    }

    private void Optional(StatePlan plan, object? value)
    {
        Number(value is null ? 0UL : 1UL);
        if (value is not null) Value(plan.Element!, value);
    }

    private void Reference(StatePlan plan, object? value)
    {
        if (value is null)
        {
            Number(0);
            return;
        }

        var next = (uint)_objects.Count + 1;
        if (_objects.TryGetValue(value, out var known))
        {
            Number(known);
            return;
        }

        _objects.Add(value, next);
        Number(next);
        plan = StatePlans.Shared.Of(value.GetType());
        TypeOf(plan);
        if (plan.Shape == StateShape.Collection) Number(StateCollections.ComparerOf(value));
        if (plan.IsDeferred) _waiting.Enqueue((value, plan));
        else Content(plan, value);
    }

    private void Content(StatePlan plan, object value)
    {
        switch (plan.Shape)
        {
            case StateShape.Parsed: Text(value.ToString()); break;
            case StateShape.Collection: Items(plan, (IEnumerable)value); break;
            case StateShape.Record or StateShape.Object: Fields(plan, value); break;
            default: throw new InvalidOperationException(string.Join('\n', StatePlans.Shared.Problems));
        }
    }

    private void Fields(StatePlan plan, object value)
    {
        foreach (var field in plan.Fields) Value(field.Plan, field.Field.GetValue(value));
    }

    private void Items(StatePlan plan, IEnumerable value)
    {
        var items = value.Cast<object?>().ToList();
        Number((ulong)items.Count);
        if (plan.Key is { } key)
        {
            foreach (var (name, item) in StateCollections.Sorted(items))
            {
                Value(key, name);
                Value(plan.Element!, item);
            }

            return;
        }

        if (StateCollections.IsUnordered(plan.Type)) StateCollections.Sort(items);
        foreach (var item in items) Value(plan.Element!, item);
    }

    /// <summary>An array is a value: whether two places share it says nothing.</summary>
    private void Array(StatePlan plan, IEnumerable? value)
    {
        var items = value?.Cast<object?>().ToList();
        Number(items is null ? 0 : (ulong)items.Count + 1);
        foreach (var item in items ?? []) Value(plan.Element!, item);
    }

    private void TypeOf(StatePlan plan)
    {
        var next = (uint)_types.Count + 1;
        if (_types.TryGetValue(plan, out var known))
        {
            Number(known);
            return;
        }

        _types.Add(plan, next);
        Number(next);
        Shape(plan);
    }

    /// <summary>What the type looked like when it was written; struct types in it too, since their values stand there without a name.</summary>
    private void Shape(StatePlan plan)
    {
        Text(plan.Name);
        Number((ulong)plan.Fields.Count);
        foreach (var field in plan.Fields)
        {
            Text(field.Name);
            Inline(field.Plan);
        }

        if (plan.Key is not null) Inline(plan.Key);
        if (plan.Element is not null) Inline(plan.Element);
    }

    private void Inline(StatePlan plan)
    {
        if (plan.IsReference)
        {
            Text("");
            return;
        }

        Text(plan.Name);
        if (plan.Shape is StateShape.Optional or StateShape.Array) Inline(plan.Element!);
        if (plan.Shape != StateShape.Struct) return;
        Number((ulong)plan.Fields.Count);
        foreach (var field in plan.Fields)
        {
            Text(field.Name);
            Inline(field.Plan);
        }
    }

    private void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        var next = (uint)_texts.Count + 1;
        if (_texts.TryGetValue(text, out var known))
        {
            Number(known);
            return;
        }

        _texts.Add(text, next);
        Number(next);
        var length = Encoding.UTF8.GetByteCount(text);
        Number((ulong)length);
        _to.Advance(Encoding.UTF8.GetBytes(text, _to.GetSpan(length)));
    }

    private void Bytes(ReadOnlyMemory<byte>? bytes)
    {
        Number(bytes is { } there ? (ulong)there.Length + 1 : 0);
        if (bytes is { } some) _to.Write(some.Span);
    }

    private void Number(ulong value)
    {
        var to = _to.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) to[length++] = (byte)(value | 0x80);
        to[length++] = (byte)value;
        _to.Advance(length);
    }
}
