using System.Globalization;

namespace Parlance.Toml;

/// <summary>Integers and floats.</summary>
internal ref partial struct TomlReader
{
    /// <summary>Digits of a number, longer ones are refused before they are read.</summary>
    private const int NumberLengthMax = 400;

    private static TomlValue? Number(int start, ReadOnlySpan<byte> word)
    {
        if (word.Length > NumberLengthMax) return null;

        if (word.Length > 2 && word[0] == '0' && word[1] is (byte)'x' or (byte)'o' or (byte)'b')
            return Based(start, word[2..], word[1]);

        var sign = word[0] is (byte)'+' or (byte)'-' ? 1 : 0;
        var body = word[sign..];
        if (body.SequenceEqual("inf"u8)) return new TomlFloat(start, word[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity);
        if (body.SequenceEqual("nan"u8)) return new TomlFloat(start, double.NaN);

        var whole = TakeDigits(ref body);
        if (whole.IsEmpty || whole.Length > 1 && whole[0] == '0') return null;
        if (body.IsEmpty) return Integer(start, word);
        return IsFloatTail(body) && double.TryParse(Plainly(word, stackalloc byte[NumberLengthMax]), NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            ? new TomlFloat(start, real)
            : null;
    }

    private static TomlInteger Integer(int start, ReadOnlySpan<byte> word) =>
        long.TryParse(Plainly(word, stackalloc byte[NumberLengthMax]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new TomlInteger(start, value)
            : throw Wrong(start, "this integer does not fit into 64 bits");

    private static TomlInteger? Based(int start, ReadOnlySpan<byte> digits, byte letter)
    {
        var radix = letter switch { (byte)'x' => 16, (byte)'o' => 8, _ => 2 };
        if (digits.IsEmpty || digits[0] == '_' || digits[^1] == '_') return null;

        ulong value = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '_' && digits[i - 1] != '_') continue;
            var digit = char.IsAsciiHexDigit((char)digits[i]) ? Convert.ToInt32(((char)digits[i]).ToString(), 16) : int.MaxValue;
            if (digit >= radix) return null;
            if (value > (long.MaxValue - (ulong)digit) / (ulong)radix) throw Wrong(start, "this integer does not fit into 64 bits");
            value = value * (ulong)radix + (ulong)digit;
        }

        return new TomlInteger(start, (long)value);
    }

    /// <summary>A fraction, an exponent, or both.</summary>
    private static bool IsFloatTail(ReadOnlySpan<byte> tail)
    {
        if (tail[0] == '.')
        {
            tail = tail[1..];
            if (TakeDigits(ref tail).IsEmpty) return false;
        }

        if (tail.IsEmpty) return true;
        if (tail[0] is not ((byte)'e' or (byte)'E')) return false;
        tail = tail[1..];
        if (!tail.IsEmpty && tail[0] is (byte)'+' or (byte)'-') tail = tail[1..];
        return !TakeDigits(ref tail).IsEmpty && tail.IsEmpty;
    }

    /// <summary>Digits with single underscores between them, or nothing.</summary>
    private static ReadOnlySpan<byte> TakeDigits(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = 0;
        while (end < rest.Length && (char.IsAsciiDigit((char)rest[end]) || rest[end] == '_' && end > 0 && rest[end - 1] != '_')) end++;
        if (end > 0 && rest[end - 1] == '_') return default;

        var digits = rest[..end];
        rest = rest[end..];
        return digits;
    }

    private static ReadOnlySpan<byte> Plainly(ReadOnlySpan<byte> word, Span<byte> room)
    {
        var length = 0;
        foreach (var b in word)
            if (b != '_') room[length++] = b;

        return room[..length];
    }
}
