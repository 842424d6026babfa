using System.Globalization;
using Parlance.Configuration;
using Parlance.Domain;

namespace Parlance.Commands;

/// <summary>Moments as people write them: ISO 8601, or a duration before now (<c>-2h</c>).</summary>
internal static class LogTime
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Without a zone it is UTC, as everything in the log.</summary>
    public static bool TryRead(string text, DateTimeOffset now, out Instant moment)
    {
        moment = default;
        if (text.StartsWith('-'))
        {
            if (!Units.TryRead(text[1..], Units.Durations, out var ago) || ago > now.Ticks) return false;
            moment = Of(now.AddTicks(-ago));
            return true;
        }

        if (!DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)) return false;
        moment = Of(read);
        return true;
    }

    private static Instant Of(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());
}
