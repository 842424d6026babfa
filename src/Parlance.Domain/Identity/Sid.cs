namespace Parlance.Domain;

/// <summary>A node's id in TS6 form: one digit and two of <c>0-9A-Z</c>, e.g. <c>1PA</c>. Packed, six bits a character.</summary>
public readonly record struct Sid(uint Value) : IComparable<Sid>
{
    public const int Length = 3;

    public static bool TryParse(ReadOnlySpan<char> text, out Sid sid)
    {
        sid = default;
        if (text.Length != Length || !char.IsAsciiDigit(text[0])) return false;
        uint value = 0;
        foreach (var c in text)
        {
            if (!Base36.TryDigit(c, out var digit)) return false;
            value = (value << 6) | (uint)digit;
        }

        sid = new(value);
        return true;
    }

    public static Sid Parse(string text) => TryParse(text, out var sid) ? sid : throw new FormatException($"'{text}' is not a server id; it must be a digit and two of 0-9A-Z, such as 1PA.");

    public int CompareTo(Sid other) => Value.CompareTo(other.Value);

    public override string ToString() => string.Create(Length, Value, static (to, value) =>
    {
        for (var i = Length - 1; i >= 0; i--, value >>= 6) to[i] = Base36.Digit((int)(value & 63));
    });
}

internal static class Base36
{
    public static bool TryDigit(char c, out int digit)
    {
        digit = c is >= '0' and <= '9' ? c - '0' : c is >= 'A' and <= 'Z' ? c - 'A' + 10 : -1;
        return digit >= 0;
    }

    public static char Digit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);
}
