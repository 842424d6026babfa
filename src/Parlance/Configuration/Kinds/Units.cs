using System.Globalization;
using Parlance.Toml;

namespace Parlance.Configuration;

/// <summary>A number with a unit behind it: sizes and durations.</summary>
internal static class Units
{
    public static readonly (string Name, long Worth)[] Sizes = [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)];

    public static readonly (string Name, long Worth)[] Durations =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond),
    ];

    public static bool TryRead(string text, (string Name, long Worth)[] units, out long total)
    {
        total = 0;
        foreach (var (name, worth) in units)
        {
            if (!text.EndsWith(name, StringComparison.Ordinal)) continue;
            var digits = text.AsSpan(0, text.Length - name.Length);
            if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > long.MaxValue / worth) return false;
            total = count * worth;
            return true;
        }

        return false;
    }

    /// <summary>The largest unit that leaves no rest.</summary>
    public static string Write(long total, (string Name, long Worth)[] units, string zero)
    {
        if (total == 0) return zero;
        var (name, worth) = units.Where(unit => total % unit.Worth == 0).MaxBy(unit => unit.Worth);
        return string.Create(CultureInfo.InvariantCulture, $"{total / worth}{name}");
    }
}

/// <summary>Bytes: <c>512B</c>, <c>64KiB</c>, <c>50MiB</c>, <c>1GiB</c>.</summary>
internal sealed class SizeKind(long min, long max)
    : Kind<long>($"a size like \"64KiB\", from {Units.Write(min, Units.Sizes, "0B")} to {Units.Write(max, Units.Sizes, "0B")}", Shape.Text)
{
    public override bool TryRead(TomlValue value, out long read)
    {
        read = 0;
        return value is TomlText text && Units.TryRead(text.Value, Units.Sizes, out read) && read >= min && read <= max;
    }

    public override string Write(long value) => $"\"{Units.Write(value, Units.Sizes, "0B")}\"";
}

/// <summary>A size that fits into an <see cref="int"/>, for buffers.</summary>
internal sealed class SmallSizeKind(int min, int max) : Kind<int>(new SizeKind(min, max).Description, Shape.Text)
{
    private readonly SizeKind _size = new(min, max);

    public override bool TryRead(TomlValue value, out int read)
    {
        var good = _size.TryRead(value, out var size);
        read = (int)size;
        return good;
    }

    public override string Write(int value) => _size.Write(value);
}

/// <summary>A time span: <c>50ms</c>, <c>30s</c>, <c>5m</c>, <c>10h</c>, <c>30d</c>.</summary>
internal sealed class DurationKind(TimeSpan min, TimeSpan max)
    : Kind<TimeSpan>($"a duration like \"30s\", from {Units.Write(min.Ticks, Units.Durations, "0s")} to {Units.Write(max.Ticks, Units.Durations, "0s")}", Shape.Text)
{
    public override bool TryRead(TomlValue value, out TimeSpan read)
    {
        read = default;
        if (value is not TomlText text || !Units.TryRead(text.Value, Units.Durations, out var ticks)) return false;
        read = TimeSpan.FromTicks(ticks);
        return read >= min && read <= max;
    }

    public override string Write(TimeSpan value) => $"\"{Units.Write(value.Ticks, Units.Durations, "0s")}\"";
}
