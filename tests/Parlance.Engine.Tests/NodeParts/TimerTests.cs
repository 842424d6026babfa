namespace Parlance.Engine.Tests.NodeParts;

/// <summary>What is to happen later happens in the order of its time.</summary>
public class TimerTests
{
    private readonly Timers _timers = new(static (int _, uint _, in Moment _) => { });
    private readonly List<string> _done = [];

    [Fact]
    public void the_earlier_comes_first_and_none_before_its_time()
    {
        At(30, "third");
        At(10, "first");
        At(20, "second");
        Assert.Equal(10, _timers.Next);
        _timers.Run(Moment(9));
        Assert.Empty(_done);
        _timers.Run(Moment(20));
        Assert.Equal(["first", "second"], _done);
        Assert.Equal(30, _timers.Next);
    }

    [Fact]
    public void nothing_due_is_never()
    {
        Assert.Equal(long.MaxValue, _timers.Next);
        At(1, "only");
        _timers.Run(Moment(1));
        Assert.Equal((long.MaxValue, 0), (_timers.Next, _timers.Count));
    }

    [Fact]
    public void what_a_timer_sets_for_now_is_done_now()
    {
        _timers.At(5, now => At(now.Monotonic, "inner"));
        _timers.Run(Moment(5));
        Assert.Equal(["inner"], _done);
    }

    [Fact]
    public void a_late_turn_does_all_that_is_overdue_in_order()
    {
        for (var i = 100; i > 0; i--) At(i, $"{i}");
        _timers.Run(Moment(1000));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"{i}"), _done);
    }

    private void At(long when, string name) => _timers.At(when, _ => _done.Add(name));

    private static Moment Moment(long monotonic) => new(new(0), monotonic);
}
