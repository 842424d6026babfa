using System.Buffers.Text;
using System.Globalization;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>The text forms of ids and times, written as UTF-8 without strings. Each returns the bytes written.</summary>
internal static class IdText
{
    /// <summary>Enough for any of them.</summary>
    public const int LengthMax = 64;

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static int Write(Sid sid, Span<byte> to) => Base36(sid.Value, Sid.Length, to);

    public static int Write(Uid uid, Span<byte> to) => Base36(uid.Value, Uid.Length, to);

    public static int Write(EventId id, Span<byte> to)
    {
        id.Write(to);
        return EventId.Length;
    }

    public static int Write(Dot dot, Span<byte> to)
    {
        var length = Write(dot.Node, to);
        to[length++] = (byte)'.';
        Utf8Formatter.TryFormat(dot.Incarnation, to[length..], out var digits);
        length += digits;
        to[length++] = (byte)'.';
        Utf8Formatter.TryFormat(dot.Counter, to[length..], out digits);
        return length + digits;
    }

    public static int Write(Instant instant, Span<byte> to)
    {
        instant.ToDateTime().UtcDateTime.TryFormat(to, out var length, InstantFormat, CultureInfo.InvariantCulture);
        return length;
    }

    /// <summary>The wall time and the counter: <c>2026-01-31T12:00:00.000Z+3</c>.</summary>
    public static int Write(Stamp stamp, Span<byte> to)
    {
        var length = Write(stamp.Wall, to);
        to[length++] = (byte)'+';
        Utf8Formatter.TryFormat(stamp.Counter, to[length..], out var digits);
        return length + digits;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Instant instant)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var read = DateTimeOffset.TryParseExact(text, InstantFormat, CultureInfo.InvariantCulture, utc, out var time);
        instant = new(time.ToUnixTimeMilliseconds());
        return read;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Stamp stamp)
    {
        stamp = default;
        var plus = text.LastIndexOf('+');
        if (plus < 0 || !TryParse(text[..plus], out Instant wall)) return false;
        if (!ushort.TryParse(text[(plus + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var counter)) return false;
        stamp = Stamp.At(wall, counter);
        return true;
    }

    private static int Base36(ulong value, int length, Span<byte> to)
    {
        for (var i = length - 1; i >= 0; i--, value >>= 6)
        {
            var digit = (int)(value & 63);
            to[i] = (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);
        }

        return length;
    }
}
