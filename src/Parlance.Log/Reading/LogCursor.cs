using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Parlance.Log;

/// <summary>Where a reader of one log stopped: good for that log only.</summary>
/// <param name="DatabaseId">The log's id.</param>
/// <param name="Position">The last position seen.</param>
public readonly record struct LogCursor(string DatabaseId, long Position)
{
    /// <summary>Characters of a cursor.</summary>
    public const int LengthMax = 64;

    private const char Parts = '-';

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DatabaseId}{Parts}{Position}");

    public static bool TryParse(string text, [NotNullWhen(true)] out LogCursor? cursor)
    {
        cursor = null;
        var at = text.LastIndexOf(Parts);
        if (at <= 0 || text.Length > LengthMax || !long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position)) return false;
        cursor = new(text[..at], position);
        return true;
    }
}
