using System.Globalization;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Irc.History;

/// <summary>A place in a history as clients name it: <c>msgid=&lt;id&gt;</c> or <c>timestamp=YYYY-MM-DDThh:mm:ss.sssZ</c>.</summary>
internal static class Reference
{
    private static readonly string[] s_times = ["yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <param name="text">What the client wrote.</param>
    /// <param name="point">The place.</param>
    /// <param name="isKnownType">Whether it is of a type that is known here.</param>
    public static bool TryParse(string text, out ArchivePoint point, out bool isKnownType)
    {
        point = default;
        isKnownType = text.StartsWith("msgid=", StringComparison.Ordinal) || text.StartsWith("timestamp=", StringComparison.Ordinal);
        if (TryTime(text, out var time))
        {
            point = ArchivePoint.At(time);
            return true;
        }

        if (!text.StartsWith("msgid=", StringComparison.Ordinal) || !EventId.TryParse(text.AsSpan("msgid=".Length), out var id)) return false;
        point = ArchivePoint.At(id);
        return true;
    }

    /// <summary>Reads <c>timestamp=…</c>.</summary>
    public static bool TryTime(string text, out Instant time)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        time = default;
        if (!text.StartsWith("timestamp=", StringComparison.Ordinal)) return false;
        if (!DateTimeOffset.TryParseExact(text.AsSpan("timestamp=".Length), s_times, CultureInfo.InvariantCulture, utc, out var read)) return false;
        time = new(read.ToUnixTimeMilliseconds());
        return time.Milliseconds >= 0;
    }
}
