using Parlance.Domain;

namespace Parlance.Log.Tests;

public sealed class MemoryStoreTests
{
    [Fact]
    public void it_numbers_and_filters_as_the_real_one()
    {
        using var store = new MemoryEventStore();
        store.Append([Given.By(Given.Ana, new Silence(), 1), Given.By(Given.Ana, Given.Said("a"), 2)]);
        store.Append(Given.Lines(1));
        Assert.Equal([2, 3], store.Read(1, ["test.said"]).Select(entry => entry.At.Position));
        Assert.Equal([3], store.Read(3).Select(entry => entry.At.Position));
    }

    [Fact]
    public void through_the_codec_an_event_is_what_a_restart_would_see()
    {
        using var store = new MemoryEventStore(Given.Codec());
        var said = Given.Said("hello");
        store.Append([Given.By(Given.Ana, said), Given.By(Given.Ana, new UnknownEvent("test.new", 2, "{}"u8.ToArray(), default))]);
        Assert.Equal(said, store.Entries[0].Event);
        Assert.NotSame(said, store.Entries[0].Event);
        Assert.Equal("test.new", Assert.IsType<UnknownEvent>(store.Entries[1].Event).Kind);
    }

    [Fact]
    public void it_fails_as_told_and_leaves_nothing_behind()
    {
        using var store = new MemoryEventStore();
        store.Faults.FailNext = 1;
        Assert.Throws<StoreException>(() => store.Append(Given.Lines(2)));
        store.Append(Given.Lines(2));
        store.Faults.CapacityMax = 3;
        Assert.Throws<StoreException>(() => store.Append(Given.Lines(2, 2)));
        Assert.Equal(2, store.Last);
        store.Faults.CapacityMax = null;
        store.Append(Given.Lines(2, 2));
        Assert.Equal(4, store.Last);
    }

    [Fact]
    public void a_power_cut_takes_what_was_not_synced()
    {
        using var store = new MemoryEventStore();
        store.Append(Given.Lines(2));
        store.Faults.Unsynced = true;
        store.Append(Given.Lines(2, 2));
        store.Sync();
        store.Append(Given.Lines(2, 4));
        store.LosePower();
        Assert.Equal(4, store.Last);
    }
}
