using System.Globalization;

namespace Parlance.Web.Events;

/// <summary>A place in one log, written <c>LOG-POSITION</c>: of another log it is refused instead of being a place by accident.</summary>
public static class Cursor
{
    private const int IdentityLength = 12;

    public static string Write(string log, long position) => string.Create(CultureInfo.InvariantCulture, $"{Short(log)}-{position}");

    /// <param name="text">As a client gave it.</param>
    /// <param name="log">The log's identity.</param>
    /// <param name="last">The log's last position.</param>
    /// <exception cref="Http.Problem">It is none, of another log, or beyond the end.</exception>
    public static long Read(string text, string log, long last)
    {
        var dash = text.LastIndexOf('-');
        if (dash < 1 || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position)) throw Http.Problem.BadParameter("cursor", "is a cursor of an earlier answer");
        if (!text.AsSpan(0, dash).SequenceEqual(Short(log))) throw new Http.Problem(409, "other-log", "The cursor is of another log: this server's data was begun anew or restored. Start without a cursor.");
        return position <= last ? position : throw new Http.Problem(409, "beyond-the-end", $"The cursor is beyond the end of the log, which is at {last}: it was restored from a backup. Start without a cursor.");
    }

    private static string Short(string log) => log.Length > IdentityLength ? log[..IdentityLength] : log;
}
