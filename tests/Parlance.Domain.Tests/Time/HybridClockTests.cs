namespace Parlance.Domain.Tests.Time;

public class HybridClockTests
{
    [Fact]
    public void stamps_grow_within_one_millisecond()
    {
        var clock = new HybridClock();
        var stamps = Enumerable.Range(0, 100_000).Select(_ => clock.Next(new(5000))).ToList();
        Assert.Equal(stamps.Order(), stamps);
        Assert.Equal(stamps.Count, stamps.Distinct().Count());
    }

    [Fact]
    public void stamps_grow_when_the_wall_steps_back()
    {
        var clock = new HybridClock();
        var before = clock.Next(new(5000));
        Assert.True(clock.Next(new(1000)) > before);
    }

    [Fact]
    public void stamps_follow_what_was_seen()
    {
        var clock = new HybridClock();
        clock.Observe(Stamp.At(new(9000), 7));
        Assert.Equal(Stamp.At(new(9000), 8), clock.Next(new(5000)));
    }

    [Fact]
    public void a_clock_begins_above_what_was_reserved() =>
        Assert.True(new HybridClock(Stamp.At(new(20_000))).Next(new(5000)) > Stamp.At(new(20_000)));
}
