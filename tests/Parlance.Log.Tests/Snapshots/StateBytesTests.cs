using System.Reflection;
using System.Runtime.CompilerServices;
using Parlance.Domain;

namespace Parlance.Log.Tests.Snapshots;

/// <summary>The state in bytes and in words: nothing of it is left out, and a new part of it cannot be.</summary>
public class StateBytesTests
{
    [Fact]
    public void every_type_that_the_state_is_made_of_can_be_held() => Assert.Empty(StatePlans.Shared.Problems);

    [Fact]
    public void a_state_read_back_is_the_same_in_bytes_and_in_words()
    {
        var state = FullState.Make();
        var bytes = StateWriter.Write(state);
        var again = StateReader.Read(bytes);
        Assert.Equal(state.ToJson(), again.ToJson());
        Assert.Equal(state.Position, again.Position);
        Assert.True(bytes.Span.SequenceEqual(StateWriter.Write(again).Span));
    }

    [Fact]
    public void a_state_read_back_goes_on_as_the_first_would_have()
    {
        var entries = FullState.Entries().ToArray();
        for (var cut = 0; cut <= entries.Length; cut++)
        {
            var state = new NodeState();
            foreach (var entry in entries[..cut]) state.Take(entry.Event, entry.At);
            state = StateReader.Read(StateWriter.Write(state));
            foreach (var entry in entries[cut..]) state.Take(entry.Event, entry.At);
            Assert.Equal(FullState.Make().ToJson(), state.ToJson());
            Assert.True(StateWriter.Write(FullState.Make()).Span.SequenceEqual(StateWriter.Write(state).Span), $"cut at {cut}");
        }
    }

    [Fact]
    public void bytes_that_are_no_state_are_refused_whatever_they_are()
    {
        var bytes = StateWriter.Write(FullState.Make()).ToArray();
        for (var length = 0; length < bytes.Length; length += 7) Assert.Throws<FormatException>(() => StateReader.Read(bytes.AsMemory(0, length)));
        Assert.Throws<FormatException>(() => StateReader.Read((byte[])[.. bytes, 0]));
    }

    /// <summary>
    /// Every fact, changed behind the state's back, changes the bytes and the words: what is in neither would be lost by a snapshot, or missed by a comparison of live and replayed.
    /// </summary>
    [Fact]
    public void every_fact_of_the_state_is_in_its_bytes_and_in_its_words()
    {
        var state = FullState.Make();
        var met = new Dictionary<FieldInfo, (bool Words, bool Bytes)>();
        foreach (var (owner, field, other) in Changes(state))
        {
            if (met.TryGetValue(field, out var seen) && seen == (true, true)) continue;
            var was = field.GetValue(owner);
            var (words, bytes) = (Words(state), StateWriter.Write(state).ToArray());
            field.SetValue(owner, other);
            met[field] = (seen.Words | (Words(state) != words), seen.Bytes | !StateWriter.Write(state).Span.SequenceEqual(bytes));
            field.SetValue(owner, was);
        }

        Assert.Empty(met.Where(field => field.Value != (true, true) && !IsIndex(field.Key)).Select(field => $"{field.Key.DeclaringType}.{field.Key.Name}: words {field.Value.Words}, bytes {field.Value.Bytes}"));
        var types = met.Keys.Select(field => field.DeclaringType).ToHashSet();
        Assert.Empty(StatePlans.Shared.All.Where(plan => plan.Fields.Any(field => field.Plan.Shape is StateShape.Number or StateShape.Text) && plan.Type.Assembly == typeof(NodeState).Assembly && !plan.Type.IsValueType && !types.Contains(plan.Type))
            .Select(plan => $"{plan.Type} is nowhere in {nameof(FullState)}"));
    }

    /// <summary>Parts of indexes and of parsed masks: they are held, and follow from what the words say.</summary>
    private static bool IsIndex(FieldInfo field) => field.DeclaringType!.Namespace is "Parlance.Domain.Masks" || field.DeclaringType.Name is "NetworkIndex`1" or "UserBans" or "NameBans"
        || (field.DeclaringType == typeof(Domain.Bans.OperBan) && field.Name.Contains("Kind", StringComparison.Ordinal))
        || (field.DeclaringType.Name, field.Name.Split('>')[0]) is ("NodeState", "<Position") or ("AccountToken", "<Id") or ("SpamFilters", "<Targets") or ("Member", "<Rank" or "<Ranks");

    private static string Words(NodeState state)
    {
        try
        {
            return state.ToJson() + Convert.ToHexString(StateHash.Of(state));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or NullReferenceException or KeyNotFoundException)
        {
            return $"cannot be said: {e.Message}";
        }
    }

    private static IEnumerable<(object Owner, FieldInfo Field, object? Other)> Changes(NodeState state)
    {
        var (seen, waiting) = (new HashSet<object>(ReferenceEqualityComparer.Instance), new Queue<object>([state]));
        while (waiting.TryDequeue(out var value))
        {
            if (value is string || value.GetType().IsPrimitive || (!value.GetType().IsValueType && !seen.Add(value))) continue;
            if (value is System.Collections.IEnumerable items)
            {
                foreach (var item in items)
                    if (item?.GetType().GetProperty("Value") is { } pair && pair.DeclaringType!.Name == "KeyValuePair`2") waiting.Enqueue(pair.GetValue(item)!);
                    else if (item is not null) waiting.Enqueue(item);
            }

            var plan = StatePlans.Shared.All.FirstOrDefault(plan => plan.Type == value.GetType());
            foreach (var field in plan?.Fields ?? [])
            {
                var content = field.Field.GetValue(value);
                if (Other(field.Field.FieldType, content) is { } other && !value.GetType().IsValueType) yield return (value, field.Field, other);
                if (content is not null) waiting.Enqueue(content);
            }
        }
    }

    /// <summary>Another value of the same type; null where there is no simple one.</summary>
    private static object? Other(Type type, object? value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return value is null ? "other" : value + "x";
        if (type == typeof(bool)) return value is not true;
        if (type.IsEnum) return Enum.ToObject(type, Convert.ToInt64(value ?? 0) ^ 1);
        if (type.IsPrimitive) return Convert.ChangeType(Convert.ToInt64(value ?? 0) + 1, type);
        if (!type.IsValueType || type.Assembly != typeof(NodeState).Assembly) return null;
        var copy = RuntimeHelpers.GetObjectValue(value ?? RuntimeHelpers.GetUninitializedObject(type));
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
        {
            if (Other(field.FieldType, field.GetValue(copy)) is not { } other) continue;
            field.SetValue(copy, other);
            return copy;
        }

        return null;
    }
}
