using System.Collections.Concurrent;
using Parlance.Domain;

namespace Parlance.Log.Tests;

public sealed class WriterTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly GatedStore _store = new();
    private readonly BlockingCollection<long> _committed = [];
    private readonly BlockingCollection<StoreException> _failed = [];
    private LogWriter? _writer;

    public void Dispose()
    {
        _store.Open();
        _writer?.Dispose();
    }

    [Fact]
    public void what_arrives_during_a_commit_shares_the_next_one()
    {
        var writer = Start();
        writer.Enqueue(Given.Lines(1));
        _store.WaitUntilEntered();
        for (var i = 1; i < 100; i++) writer.Enqueue(Given.Lines(1, i));
        Assert.Equal(100, writer.Depth);
        _store.Open();

        Assert.Equal([1, 100], [Committed(), Committed()]);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"line {i}"), _store.Inner.Entries.Select(Given.TextOf));
        Assert.Equal(0, writer.Stop(flush: true));
        Assert.Equal((2, 100), (writer.Meter.Commits, writer.Meter.Events));
    }

    [Fact]
    public void a_commit_takes_no_more_than_its_limit()
    {
        var writer = Start();
        writer.Enqueue(Given.Lines(1));
        _store.WaitUntilEntered();
        writer.Enqueue(Given.Lines(LogWriter.GroupMax + 10, 1));
        _store.Open();
        Assert.Equal([1, LogWriter.GroupMax + 1, LogWriter.GroupMax + 11], [Committed(), Committed(), Committed()]);
    }

    [Fact]
    public void an_outage_is_told_once_and_nothing_is_lost()
    {
        _store.Inner.Faults.FailNext = 3;
        _store.Open();
        var writer = Start();
        writer.Enqueue(Given.Lines(10));

        Assert.True(_failed.TryTake(out _, s_patience));
        writer.Enqueue(Given.Lines(10, 10));
        while (Committed() < 20) { }
        Assert.Empty(_failed);
        Assert.False(writer.IsFailing);
        Assert.Equal(3, writer.Meter.Failures);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"line {i}"), _store.Inner.Entries.Select(Given.TextOf));

        _store.Inner.Faults.FailNext = 1;
        writer.Enqueue(Given.Lines(1, 20));
        Assert.True(_failed.TryTake(out _, s_patience));
        Assert.Equal(21, Committed());
    }

    [Fact]
    public void a_stop_writes_what_waits()
    {
        _store.Open();
        var writer = Start(gather: TimeSpan.FromHours(1));
        writer.Enqueue([Given.By(Given.Ana, new Silence())]);
        Assert.Equal(0, writer.Stop(flush: true));
        Assert.Equal(1, _store.Last);
        Assert.False(writer.Enqueue(Given.Lines(1)));
    }

    [Fact]
    public void a_stop_during_an_outage_ends_and_says_what_was_not_written()
    {
        _store.Inner.Faults.CapacityMax = 0;
        _store.Open();
        var writer = Start();
        writer.Enqueue(Given.Lines(7));
        Assert.True(_failed.TryTake(out _, s_patience));
        Assert.True(writer.IsFailing);
        Assert.Equal(7, writer.Stop(flush: true));
    }

    [Fact]
    public void events_nobody_waits_for_wait_for_one_that_somebody_does()
    {
        _store.Open();
        var writer = Start(gather: TimeSpan.FromHours(1));
        writer.Enqueue([Given.By(Given.Ana, new Silence(), 1)]);
        writer.Enqueue([Given.By(Given.Ana, new Silence(), 2)]);
        Assert.Equal(0, writer.Meter.Commits);
        writer.Enqueue(Given.Lines(1, 3));
        Assert.Equal(3, Committed());
        Assert.Equal(1, writer.Meter.Commits);
    }

    [Fact]
    public void with_strict_durability_nothing_waits_for_company()
    {
        _store.Open();
        var writer = Start(Durability.Strict, TimeSpan.FromHours(1));
        writer.Enqueue([Given.By(Given.Ana, new Silence(), 1)]);
        Assert.Equal(1, Committed());
    }

    [Fact]
    public void a_full_queue_takes_nothing_more_and_keeps_what_it_has()
    {
        var writer = Start();
        var many = Enumerable.Repeat(Given.By(Given.Ana, new Silence()), LogWriter.QueueMax / 2).ToArray();
        Assert.True(writer.Enqueue(many));
        Assert.True(writer.IsFull);
        Assert.True(writer.Enqueue(many));
        Assert.False(writer.Enqueue(Given.Lines(1)));
        Assert.Equal(LogWriter.QueueMax, writer.Depth);
    }

    private long Committed()
    {
        Assert.True(_committed.TryTake(out var position, s_patience));
        return position;
    }

    private LogWriter Start(Durability durability = Durability.Ack, TimeSpan? gather = null) =>
        _writer = new(_store, _committed.Add, _failed.Add, durability, gather);

    /// <summary>A store whose appends wait at a gate.</summary>
    private sealed class GatedStore : IEventStore
    {
        private readonly ManualResetEventSlim _gate = new();
        private readonly SemaphoreSlim _entered = new(0);

        public MemoryEventStore Inner { get; } = new();
        public long Last => Inner.Last;

        public void Append(ReadOnlySpan<LogEntry> group)
        {
            _entered.Release();
            _gate.Wait();
            Inner.Append(group);
        }

        public IEnumerable<LogEntry> Read(long from, IReadOnlyCollection<string>? kinds = null) => Inner.Read(from, kinds);
        public void Open() => _gate.Set();
        public void WaitUntilEntered() => Assert.True(_entered.Wait(s_patience));
        public void Dispose() => Inner.Dispose();
    }
}
