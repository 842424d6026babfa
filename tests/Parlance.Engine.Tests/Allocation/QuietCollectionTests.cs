using Parlance.Engine.Loop;

namespace Parlance.Engine.Tests.Allocation;

public sealed class QuietCollectionTests
{
    private long _allocated = QuietCollection.AllocatedMin;
    private long _heap;
    private int _collections;

    private QuietCollection Quiet() => new(() => _allocated, () => _heap, () => _collections++);

    [Fact]
    public void a_second_of_quiet_after_a_busy_time_collects_once()
    {
        var quiet = Quiet();
        quiet.Round(hadInput: true, 10_000);
        quiet.Round(hadInput: false, 10_999);
        Assert.Equal(0, _collections);

        quiet.Round(hadInput: false, 11_000);
        quiet.Round(hadInput: false, 99_000);

        Assert.Equal(1, _collections);
    }

    [Fact]
    public void the_loop_wakes_up_to_notice_the_quiet_and_sleeps_on_after_it()
    {
        var quiet = Quiet();
        quiet.Round(hadInput: true, 10_000);
        Assert.Equal(QuietCollection.QuietMilliseconds, quiet.Wait(-1));
        Assert.Equal(QuietCollection.QuietMilliseconds, quiet.Wait(90_000));
        Assert.Equal(20, quiet.Wait(20));

        quiet.Round(hadInput: false, 11_000);

        Assert.Equal(-1, quiet.Wait(-1));
    }

    [Fact]
    public void what_the_start_left_is_collected_too()
    {
        Quiet().Round(hadInput: false, 0);

        Assert.Equal(1, _collections);
    }

    [Fact]
    public void little_garbage_and_a_large_heap_are_left_alone()
    {
        var quiet = Quiet();
        _allocated = QuietCollection.AllocatedMin - 1;
        quiet.Round(hadInput: false, 0);
        (_allocated, _heap) = (long.MaxValue / 2, QuietCollection.HeapMax + 1);
        quiet.Round(hadInput: true, 1);
        quiet.Round(hadInput: false, 5_000);

        Assert.Equal(0, _collections);
    }
}
