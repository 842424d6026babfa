namespace Parlance.Domain;

/// <summary>
/// A hybrid logical clock reading: 48 bits of milliseconds since 1970 over a 16-bit counter (Kulkarni et al., "Logical Physical Clocks").
/// Strictly increasing per node; greater than every stamp its event has seen.
/// </summary>
public readonly record struct Stamp(ulong Value) : IComparable<Stamp>
{
    public const int CounterBits = 16;

    public Instant Wall => new((long)(Value >> CounterBits));
    public int Counter => (int)(Value & 0xFFFF);

    public static Stamp At(Instant wall, int counter = 0) => new(((ulong)wall.Milliseconds << CounterBits) | (uint)counter);

    public int CompareTo(Stamp other) => Value.CompareTo(other.Value);
    public static bool operator <(Stamp a, Stamp b) => a.Value < b.Value;
    public static bool operator >(Stamp a, Stamp b) => a.Value > b.Value;
    public static bool operator <=(Stamp a, Stamp b) => a.Value <= b.Value;
    public static bool operator >=(Stamp a, Stamp b) => a.Value >= b.Value;

    public override string ToString() => $"{Wall}+{Counter}";
}

/// <summary>
/// The node's hybrid logical clock. It never goes back: not when the wall clock steps, not across a crash, because it starts above the bound
/// that was reserved in the log (<see cref="ReserveAhead"/>) before any stamp below that bound was given out.
/// </summary>
public sealed class HybridClock(Stamp atLeast = default)
{
    /// <summary>How far ahead of use a bound is reserved; also the most a crash may push stamps ahead of the wall.</summary>
    public static readonly TimeSpan ReserveAhead = TimeSpan.FromSeconds(10);

    private ulong _last = atLeast.Value;

    /// <summary>The greatest stamp given out or seen.</summary>
    public Stamp Last => new(_last);

    public Stamp Next(Instant wall)
    {
        var physical = (ulong)wall.Milliseconds << Stamp.CounterBits;
        _last = Math.Max(_last + 1, physical);
        return new(_last);
    }

    /// <summary>Takes note of a stamp from elsewhere: what is written from now on is greater.</summary>
    public void Observe(Stamp seen) => _last = Math.Max(_last, seen.Value);
}
