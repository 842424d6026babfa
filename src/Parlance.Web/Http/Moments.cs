using System.Globalization;
using Parlance.Domain;
using Parlance.Domain.Bans;

namespace Parlance.Web.Http;

/// <summary>Moments as people write them: ISO 8601, or a duration before now (<c>-2h</c>). Without a zone it is UTC, as everything in the log.</summary>
internal static class Moments
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryRead(string text, DateTimeOffset now, out Instant moment)
    {
        moment = default;
        if (text is ['-', _, ..] && char.IsAsciiLetter(text[^1]) && Duration.TryParse(text[1..], out var ago))
        {
            moment = new(now.ToUnixTimeMilliseconds() - (long)(ago ?? TimeSpan.Zero).TotalMilliseconds);
            return true;
        }

        // A plus sign that was not escaped in a query has become a blank.
        if (!DateTimeOffset.TryParseExact(text.Replace(' ', '+'), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)) return false;
        moment = new(read.ToUnixTimeMilliseconds());
        return true;
    }
}
