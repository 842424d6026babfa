namespace Parlance.Toml;

/// <summary>Dates and times (RFC 3339, as TOML 1.0 narrows it: seconds are written, a leap second is not known).</summary>
internal ref partial struct TomlReader
{
    private static bool LooksLikeDate(ReadOnlySpan<byte> word) => word.Length >= 5 && IsDigits(word[..4]) && word[4] == '-';

    private static bool LooksLikeTime(ReadOnlySpan<byte> word) => word.Length >= 3 && IsDigits(word[..2]) && word[2] == ':';

    private static bool IsDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private TomlDateTime DateTime(int start)
    {
        _at = start;
        DateOnly? date = null;
        TimeOnly? time = null;
        TimeSpan? zone = null;

        if (LooksLikeDate(_text[start..]))
        {
            date = Date(start);
            // A space may stand for the T, but only when a time follows.
            var timeFollows = Next is 'T' or 't' || Next == ' ' && LooksLikeTime(_text[(_at + 1)..]);
            if (!timeFollows) return EndsHere(new(start, date, null, null));
            _at++;
        }

        time = Time(start);
        if (date is not null) zone = Zone(start);
        return EndsHere(new(start, date, time, zone));
    }

    private DateOnly Date(int start)
    {
        var year = Digits(4, start);
        Dash(start);
        var month = Digits(2, start);
        Dash(start);
        var day = Digits(2, start);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > System.DateTime.DaysInMonth(year, month))
            throw Wrong(start, "there is no such date");

        return new(year, month, day);
    }

    private TimeOnly Time(int start)
    {
        var hour = Digits(2, start);
        Colon(start);
        var minute = Digits(2, start);
        Colon(start);
        var second = Digits(2, start);
        if (hour > 23 || minute > 59 || second > 59) throw Wrong(start, "there is no such time");

        return new TimeOnly(hour, minute, second).Add(TimeSpan.FromTicks(Fraction(start)));
    }

    /// <summary>Ticks of 100 ns; further digits are cut.</summary>
    private long Fraction(int start)
    {
        if (!Take('.')) return 0;
        if (!char.IsAsciiDigit((char)Math.Max(Next, 0))) throw Wrong(start, "a fraction of a second needs a digit after the point");

        long ticks = 0, unit = TimeSpan.TicksPerSecond / 10;
        for (; Next is >= '0' and <= '9'; _at++, unit /= 10) ticks += (Next - '0') * unit;
        return ticks;
    }

    private TimeSpan? Zone(int start)
    {
        if (Take('Z') || Take('z')) return TimeSpan.Zero;
        if (Next is not ('+' or '-')) return null;

        var sign = Next == '-' ? -1 : 1;
        _at++;
        var hours = Digits(2, start);
        Colon(start);
        var minutes = Digits(2, start);
        if (hours > 23 || minutes > 59) throw Wrong(start, "there is no such offset from UTC");
        return sign * new TimeSpan(hours, minutes, 0);
    }

    private int Digits(int count, int start)
    {
        if (_text.Length - _at < count || !IsDigits(_text.Slice(_at, count))) throw NotADate(start);

        var value = 0;
        for (var end = _at + count; _at < end; _at++) value = value * 10 + _text[_at] - '0';
        return value;
    }

    private void Dash(int start)
    {
        if (!Take('-')) throw NotADate(start);
    }

    private void Colon(int start)
    {
        if (!Take(':')) throw NotADate(start);
    }

    private readonly TomlDateTime EndsHere(TomlDateTime value) =>
        Next < 0 || ValueEnds.Contains((char)Next) ? value : throw NotADate(value.Offset);

    private static TomlException NotADate(int start) => Wrong(start, "this is not a date or time as TOML writes them: 2026-01-31T09:30:00Z, 2026-01-31 or 09:30:00");
}
