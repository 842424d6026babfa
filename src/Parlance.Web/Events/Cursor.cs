using Parlance.Log;

namespace Parlance.Web.Events;

/// <summary>A place in one log (<see cref="LogCursor"/>): of another log it is refused instead of being a place by accident.</summary>
public static class Cursor
{
    public static string Write(string log, long position) => new LogCursor(log, position).ToString();

    /// <param name="text">As a client gave it.</param>
    /// <param name="log">The log's identity.</param>
    /// <param name="last">The log's last position.</param>
    /// <exception cref="Http.Problem">It is none, of another log, or beyond the end.</exception>
    public static long Read(string text, string log, long last)
    {
        if (!LogCursor.TryParse(text, out var cursor)) throw Http.Problem.BadParameter("cursor", "is a cursor of an earlier answer");
        if (cursor.Value.DatabaseId != log) throw new Http.Problem(409, "other-log", "The cursor is of another log: this server's data was begun anew or restored. Start without a cursor.");
        return cursor.Value.Position <= last ? cursor.Value.Position
            : throw new Http.Problem(409, "beyond-the-end", $"The cursor is beyond the end of the log, which is at {last}: it was restored from a backup. Start without a cursor.");
    }
}
