namespace Parlance.Domain.Accounts;

/// <summary>What an account's clients keep on the server for themselves, such as bookmarks: whole XML elements, each the only one of its name (XEP-0049).</summary>
public sealed class PrivateStore
{
    /// <summary>Elements of one account.</summary>
    public const int ElementsMax = 64;

    /// <summary>Bytes of one element.</summary>
    public const int ElementMax = 64 << 10;

    /// <summary>Bytes of all elements of one account.</summary>
    public const int BytesMax = 512 << 10;

    /// <summary>Bytes of an element's name with its namespace.</summary>
    public const int NameMax = 512;

    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _elements = new(StringComparer.Ordinal);

    public int Count => _elements.Count;

    /// <summary>Bytes of all elements.</summary>
    public int Length => _elements.Values.Sum(static element => element.Length);

    /// <summary>The elements in order, by namespace and name.</summary>
    public IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> All => _elements;

    /// <summary>How an element is found again.</summary>
    public static string KeyOf(string ns, string name) => $"{ns} {name}";

    public bool TryGet(string key, out ReadOnlyMemory<byte> element) => _elements.TryGetValue(key, out element);

    internal void Set(string key, ReadOnlyMemory<byte> element)
    {
        if (element.IsEmpty) _elements.Remove(key);
        else _elements[key] = element;
    }
}

/// <summary>Keeps an element in the place of the one of its name, or (empty) none any more.</summary>
/// <param name="Key"><see cref="PrivateStore.KeyOf"/>.</param>
/// <param name="Element">As UTF-8 XML that means the same anywhere.</param>
public sealed record KeepPrivate(string Key, ReadOnlyMemory<byte> Element) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        var store = account.Private;
        var isThere = store.TryGet(Key, out var old);
        if (Element.IsEmpty && !isThere) return Verdict.Nothing;
        if (isThere && old.Span.SequenceEqual(Element.Span)) return Verdict.Nothing;
        if (Key.Length > PrivateStore.NameMax) return new Refusal(RefusalCode.TooLong, $"{PrivateStore.NameMax} characters of name");
        if (Element.Length > PrivateStore.ElementMax) return new Refusal(RefusalCode.TooLong, $"{PrivateStore.ElementMax} bytes");
        if (!isThere && store.Count >= PrivateStore.ElementsMax) return new Refusal(RefusalCode.ListFull, "private");
        if (store.Length - old.Length + Element.Length > PrivateStore.BytesMax) return new Refusal(RefusalCode.ListFull, "private");

        return new PrivateKept(Key, Element) { Account = account.Id, Name = account.Name };
    }
}

/// <param name="Element">Empty: there is none any more.</param>
[EventName("account.private")]
public sealed record PrivateKept([property: Personal] string Key, [property: Personal] ReadOnlyMemory<byte> Element) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at)
    {
        // Without the key of somebody who was erased there is nothing left to keep.
        if (Key is not null) account.Private.Set(Key, Element);
    }
}
