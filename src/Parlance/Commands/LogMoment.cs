using System.Globalization;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>A place in the log as people name it: a moment (as <see cref="LogTime"/> reads it), a position, or an event's id.</summary>
internal static class LogMoment
{
    public const string Forms = "2026-01-31, 2026-01-31T20:15:00Z (without a zone: UTC), -90s, -30m, -2h, -7d from now, a position such as 48213, or an event's id";

    /// <exception cref="StoreException">It is none of these, or not in this log; the message says which.</exception>
    public static long Position(StateReplay log, string text, DateTimeOffset now)
    {
        var last = log.Last;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return position >= 1 && position <= last ? position : throw new StoreException(last == 0 ? "The log has no events yet." : $"Position {text} is not in the log: it has 1 to {last}.");
        if (EventId.TryParse(text, out var id)) return log.PositionOf(id) ?? throw new StoreException($"No event {text} is in this log.");
        if (!LogTime.TryRead(text, now, out var moment)) throw new StoreException($"'{LogPage.Safe(text, 100)}' is no moment. Write {Forms}.");
        if (moment.Milliseconds > now.ToUnixTimeMilliseconds()) throw new StoreException($"{moment} is in the future; it is {new Instant(now.ToUnixTimeMilliseconds())} now.");
        return log.PositionAt(moment);
    }
}
