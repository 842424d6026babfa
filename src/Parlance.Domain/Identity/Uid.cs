namespace Parlance.Domain;

/// <summary>A user's network-wide id: the home node's <see cref="Sid"/> and six of <c>A-Z0-9</c>, the first a letter (TS6). Never reused within an incarnation.</summary>
public readonly record struct Uid(ulong Value) : IComparable<Uid>
{
    public const int Length = 9;

    public Sid Node => new((uint)(Value >> 36));
    public bool IsNone => Value == 0;

    /// <summary>The <paramref name="ordinal"/>-th id of a node; ordinals beyond 26·36⁵ start again.</summary>
    public static Uid Of(Sid node, ulong ordinal)
    {
        Span<int> digits = stackalloc int[6];
        for (var i = 5; i >= 1; i--, ordinal /= 36) digits[i] = (int)(ordinal % 36);
        digits[0] = 10 + (int)(ordinal % 26);
        ulong value = node.Value;
        foreach (var digit in digits) value = (value << 6) | (uint)digit;
        return new(value);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Uid uid)
    {
        uid = default;
        if (text.Length != Length || !Sid.TryParse(text[..Sid.Length], out var node)) return false;
        ulong value = node.Value;
        foreach (var c in text[Sid.Length..])
        {
            if (!Base36.TryDigit(c, out var digit)) return false;
            value = (value << 6) | (uint)digit;
        }

        uid = new(value);
        return true;
    }

    public int CompareTo(Uid other) => Value.CompareTo(other.Value);

    public override string ToString() => IsNone ? "" : string.Create(Length, Value, static (to, value) =>
    {
        for (var i = Length - 1; i >= 0; i--, value >>= 6) to[i] = Base36.Digit((int)(value & 63));
    });
}
