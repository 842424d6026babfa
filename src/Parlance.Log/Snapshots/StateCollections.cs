using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Parlance.Log;

/// <summary>Collections of the state, whatever they hold: their comparers, their canonical order, and how they are made again.</summary>
internal static class StateCollections
{
    private const ulong Plain = 0;
    private const ulong Ordinal = 1;
    private const ulong IgnoringCase = 2;

    private static readonly ConcurrentDictionary<Type, IComparer> s_orders = new();

    /// <summary>How a collection compares what it holds.</summary>
    /// <summary>How dictionaries compare texts when they are not told: as <see cref="StringComparer.Ordinal"/> does.</summary>
    private static readonly Type DefaultComparer = new Dictionary<string, int>().Comparer.GetType();

    /// <exception cref="InvalidOperationException">It compares in a way that a snapshot cannot name.</exception>
    public static ulong ComparerOf(object collection)
    {
        var comparer = collection.GetType().GetProperty("Comparer")?.GetValue(collection);
        if (comparer is IEqualityComparer<string> texts)
        {
            return ReferenceEquals(comparer, StringComparer.OrdinalIgnoreCase) ? IgnoringCase
                : texts.Equals(StringComparer.Ordinal) || comparer.GetType() == DefaultComparer ? Ordinal
                : throw new InvalidOperationException($"{collection.GetType()} compares texts by {comparer}; a snapshot knows StringComparer.Ordinal and OrdinalIgnoreCase.");
        }

        return comparer is IComparer<string> ? throw new InvalidOperationException($"{collection.GetType()} needs StringComparer.Ordinal to be held in a snapshot.") : Plain;
    }

    public static object New(Type type, ulong comparer) => comparer switch
    {
        Plain => Activator.CreateInstance(type)!,
        Ordinal => Activator.CreateInstance(type, StringComparer.Ordinal)!,
        IgnoringCase => Activator.CreateInstance(type, StringComparer.OrdinalIgnoreCase)!,
        _ => throw new FormatException($"Comparer {comparer} is not known."),
    };

    public static bool IsUnordered(Type type) => type.GetGenericTypeDefinition() == typeof(HashSet<>);

    public static Action<object?, object?> Adder(object collection)
    {
        if (collection is IDictionary map) return (key, value) => map.Add(key!, value);
        if (collection is IList list) return (_, value) => list.Add(value);
        var add = collection.GetType().GetMethod("Add") ?? collection.GetType().GetMethod("Enqueue")!;
        return (_, value) => add.Invoke(collection, BindingFlags.DoNotWrapExceptions, null, [value], null);
    }

    /// <summary>Pairs of a dictionary, by key.</summary>
    public static IEnumerable<(object Key, object? Value)> Sorted(List<object?> pairs)
    {
        if (pairs.Count == 0) return [];
        var type = pairs[0]!.GetType();
        var (key, value) = (type.GetProperty("Key")!, type.GetProperty("Value")!);
        var read = pairs.ConvertAll(pair => (Key: key.GetValue(pair)!, Value: value.GetValue(pair)));
        read.Sort(static (a, b) => Compare(a.Key, b.Key));
        return read;
    }

    /// <summary>Puts the members of a set in order.</summary>
    public static void Sort(List<object?> items) => items.Sort(static (a, b) => Compare(a!, b!));

    /// <summary>One order for keys of any type, the same on every machine.</summary>
    private static int Compare(object a, object b)
    {
        if (a is string text) return string.CompareOrdinal(text, (string)b);
        if (a is not ITuple first || b is not ITuple second) return OrderOf(a.GetType()).Compare(a, b);
        for (var i = 0; i < first.Length; i++)
            if (Compare(first[i]!, second[i]!) is not 0 and var order) return order;
        return 0;
    }

    private static IComparer OrderOf(Type type) => s_orders.GetOrAdd(type, static type =>
        typeof(IComparable).IsAssignableFrom(type) || typeof(IComparable<>).MakeGenericType(type).IsAssignableFrom(type)
            ? (IComparer)typeof(Comparer<>).MakeGenericType(type).GetProperty("Default")!.GetValue(null)!
            : throw new InvalidOperationException($"{type} is a key in the state and has no order; give it IComparable<{type.Name}>."));
}
