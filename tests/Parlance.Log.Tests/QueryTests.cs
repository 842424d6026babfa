using System.Diagnostics;
using Parlance.Domain;

namespace Parlance.Log.Tests;

public sealed class QueryTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void rows_are_found_by_what_is_asked() => With((_, reader) =>
    {
        Assert.Equal([1, 2, 3, 4, 5], Positions(new()));
        Assert.Equal([5, 4], Positions(new() { NewestFirst = true, Limit = 2 }));
        Assert.Equal([3, 2, 1], Positions(new() { NewestFirst = true, After = 4 }));
        Assert.Equal([3, 4], Positions(new() { After = 2, Limit = 2 }));
        Assert.Equal([2], Positions(new() { Kinds = ["test.joined"] }));
        Assert.Equal([2, 3], Positions(new() { Kinds = ["test.jo*", "test.silence"] }));
        Assert.Equal([1, 2, 3, 4, 5], Positions(new() { Kinds = ["test.*"] }));
        Assert.Empty(Positions(new() { Kinds = ["test"] }));
        Assert.Empty(Positions(new() { Kinds = ["%.*"] }));
        Assert.Equal([2, 4], Positions(new() { Actor = Given.Ben }));
        Assert.Equal([1, 2], Positions(new() { Target = "#a" }));
        Assert.Empty(Positions(new() { Target = "' OR 1=1 --" }));
        Assert.Equal(5, Positions(new() { Room = new(Stamp.At(Given.Noon, 1), Given.Node) }).Count);
        Assert.Equal([4, 5], Positions(new() { From = Given.Noon + TimeSpan.FromSeconds(3) }));
        Assert.Equal([1, 2, 3], Positions(new() { To = Given.Noon + TimeSpan.FromSeconds(3) }));

        List<long> Positions(EventQuery query) => [.. reader.Query(query).Select(row => row.Position)];
    });

    [Fact]
    public void a_target_is_found_before_and_after_it_is_indexed()
    {
        const int rows = TargetIndex.Chunk + 500;
        _temp.With(store =>
        {
            for (var i = 0; i < rows; i += 500) store.Append([.. Enumerable.Range(i, 500).Select(n => Given.By(Given.Ana, Given.Said("x", $"#r{n % 50}"), n % 60_000))]);
            using var reader = LogReader.Open(_temp.Path);
            var found = reader.Query(new() { Target = "#r7", Limit = EventQuery.LimitMax }).Select(row => row.Position).ToArray();
            Assert.Equal(Enumerable.Range(0, (int)store.Last).Where(n => n % 50 == 7).Select(n => n + 1L), found);
        });

        using var database = Database.OpenToRead(_temp.Database);
        Assert.InRange(database.Number("SELECT count(*) FROM event_targets"), TargetIndex.Chunk, rows);
        using var plan = database.Prepare($"EXPLAIN QUERY PLAN SELECT * FROM events WHERE {TargetIndex.Condition} ORDER BY id DESC LIMIT 10");
        var steps = new List<string?>();
        while (plan.Step()) steps.Add(plan.Words(3));
        Assert.Contains("SEARCH e USING INTEGER PRIMARY KEY (rowid>?)", steps);
        Assert.Contains("SEARCH t USING PRIMARY KEY (target=?)", steps);
    }

    [Fact]
    public void a_row_reads_as_people_write_it() => With((_, reader) =>
    {
        var row = reader.Query(new() { Limit = 1 }).Single();
        Assert.Equal(("test.said", 1, "1PAA00001", "#a", "1PA", 7L), (row.Kind, row.Version, row.Actor, row.Target, row.Node, row.Incarnation));
        Assert.Equal(("2030-03-17T17:46:40.000Z", """{"where":"#a"}""", """{"text":"one"}"""), (row.Timestamp, row.Payload, row.Sealed));
    });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(EventQuery.LimitMax + 1, 0)]
    [InlineData(1, EventQuery.KindsMax + 1)]
    public void more_than_the_limits_is_refused(int limit, int kinds) => With((_, reader) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Query(new() { Limit = limit, Kinds = [.. Enumerable.Repeat("x", kinds)] })));

    [Fact]
    public void the_tail_is_the_last_rows_oldest_first() => With((_, reader) => Assert.Equal([4, 5], reader.Tail(2).Select(row => row.Position)));

    [Fact]
    public void without_the_keys_rows_are_read_and_what_is_sealed_stays_so()
    {
        With((_, _) => { });
        File.Delete(DataFolder.KeysOf(_temp.Path));
        using var reader = LogReader.Open(_temp.Path);
        Assert.False(reader.HasKeys);
        Assert.Equal([SealState.NoKeys, SealState.None], reader.Query(new() { Limit = 2 }).Select(row => row.SealState));
    }

    [Fact]
    public async Task a_follower_hears_what_is_written_after_it_came()
    {
        using var store = _temp.OpenStore(out var folder);
        using var held = folder;
        store.Append(Given.Lines(3));
        using var reader = LogReader.Open(_temp.Path);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var heard = new List<long>();
        await foreach (var row in reader.Follow(2, new() { Kinds = ["test.said"] }, stop: stop.Token))
        {
            heard.Add(row.Position);
            if (heard.Count == 1) store.Append([Given.By(Given.Ana, new Silence(), 3)]);
            if (heard.Count == 1) store.Append(Given.Lines(1500, 4));
            if (row.Position == 1504) break;
        }

        Assert.Equal([3, .. Enumerable.Range(5, 1500).Select(i => (long)i)], heard);
    }

    /// <summary>The promise of ARCHITECTURE 5, with the program that people have.</summary>
    [Fact]
    public void sqlite3_reads_a_live_log() => With((_, _) =>
    {
        using var sqlite = Process.Start(new ProcessStartInfo("sqlite3", [_temp.Database, "SELECT id, target, actor_uid FROM events WHERE event_type='test.joined'"]) { RedirectStandardOutput = true })!;
        Assert.Equal("2|#a|1PAA00002\n", sqlite.StandardOutput.ReadToEnd());
        sqlite.WaitForExit();
        Assert.Equal(0, sqlite.ExitCode);
    });

    private void With(Action<SqliteEventStore, LogReader> act) => _temp.With(store =>
    {
        store.Append([
            At(0, Given.Ana, Given.Said("one", "#a")), At(1, Given.Ben, new Joined(Given.Ben, "#a")), At(2, Given.Ana, new Silence()), At(3, Given.Ben, Given.Said("two", "#b")),
            At(4, Given.Ana, Given.Said("three", "#b"))]);
        using var reader = LogReader.Open(_temp.Path);
        act(store, reader);
    });

    private static LogEntry At(int second, Uid who, Event e)
    {
        var entry = Given.By(who, e);
        return new(e, entry.At with { Stamp = Stamp.At(Given.Noon + TimeSpan.FromSeconds(second)) });
    }
}
