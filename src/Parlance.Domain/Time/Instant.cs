namespace Parlance.Domain;

/// <summary>A wall-clock moment: whole milliseconds since 1970-01-01T00:00:00Z. Comes in with each input; nothing here reads a clock.</summary>
public readonly record struct Instant(long Milliseconds) : IComparable<Instant>
{
    /// <summary>Whole seconds since 1970, as IRC numerics and TS6 write times.</summary>
    public long Seconds => Milliseconds / 1000;

    public DateTimeOffset ToDateTime() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>ISO 8601 with milliseconds and <c>Z</c>, the form of IRCv3 server-time and of the log.</summary>
    public override string ToString() => ToDateTime().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public int CompareTo(Instant other) => Milliseconds.CompareTo(other.Milliseconds);

    public static Instant operator +(Instant a, TimeSpan b) => new(a.Milliseconds + (long)b.TotalMilliseconds);
    public static TimeSpan operator -(Instant a, Instant b) => TimeSpan.FromMilliseconds(a.Milliseconds - b.Milliseconds);
    public static bool operator <(Instant a, Instant b) => a.Milliseconds < b.Milliseconds;
    public static bool operator >(Instant a, Instant b) => a.Milliseconds > b.Milliseconds;
    public static bool operator <=(Instant a, Instant b) => a.Milliseconds <= b.Milliseconds;
    public static bool operator >=(Instant a, Instant b) => a.Milliseconds >= b.Milliseconds;
}
