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

    /// <summary>Whoever asks in SQL has it too.</summary>
    [Fact]
    public void a_target_is_found_through_its_index()
    {
        _temp.With(store =>
        {
            for (var i = 0; i < 2000; i += 500) store.Append([.. Enumerable.Range(i, 500).Select(n => Given.By(Given.Ana, Given.Said("x", $"#r{n % 50}"), n % 60_000))]);
            using var reader = LogReader.Open(_temp.Path);
            var found = reader.Query(new() { Target = "#r7", Limit = EventQuery.LimitMax }).Select(row => row.Position).ToArray();
            Assert.Equal(Enumerable.Range(0, (int)store.Last).Where(n => n % 50 == 7).Select(n => n + 1L), found);
        });

        using var database = Database.OpenToRead(_temp.Database);
        using var plan = database.Prepare("EXPLAIN QUERY PLAN SELECT * FROM events WHERE target = 'x' ORDER BY id DESC LIMIT 10");
        Assert.True(plan.Step());
        Assert.Equal("SEARCH events USING INDEX events_by_target (target=?)", plan.Words(3));
        Assert.False(plan.Step());
    }

    [Fact]
    public void words_are_found_in_what_is_sealed_and_what_is_not() => With((_, reader) =>
    {
        Assert.Equal([4], reader.Query(new() { Text = "TWO" }).Select(row => row.Position));
        Assert.Equal([5, 1], reader.Query(new() { Text = "e\"}", NewestFirst = true }).Select(row => row.Position));
        Assert.Equal([1, 2], reader.Query(new() { Text = "#a" }).Select(row => row.Position));
        Assert.Equal([1], reader.Query(new() { Text = "#a", Limit = 1 }).Select(row => row.Position));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void a_long_answer_comes_in_pages_and_in_order(bool newest) => _temp.With(store =>
    {
        for (var i = 0; i < 5000; i += 1000) store.Append(Given.Lines(1000, i));
        using var reader = LogReader.Open(_temp.Path);
        var all = Enumerable.Range(1, 5000).Select(i => (long)i);
        Assert.Equal(newest ? all.Reverse() : all, reader.Stream(new() { NewestFirst = newest }).Select(row => row.Position));
        Assert.Equal(newest ? [49, 48, 47] : [51, 52, 53], reader.Stream(new() { NewestFirst = newest, After = 50 }, 3).Select(row => row.Position));
        Assert.Equal(2500, reader.Stream(new() { NewestFirst = newest, Actor = Given.Ben }).Count());
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void rows_beside_a_damaged_place_are_read_and_the_place_is_named(bool newest)
    {
        _temp.With(store =>
        {
            for (var i = 0; i < 3000; i += 1000) store.Append(Given.Lines(1000, i));
        });
        using (var database = Database.OpenToWrite(_temp.Database)) database.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        Damage(row: 1500);

        using var reader = LogReader.Open(_temp.Path);
        var gaps = new List<LogGap>();
        var read = reader.Stream(new() { NewestFirst = newest }, damaged: gaps.Add).Select(row => row.Position).ToHashSet();
        var gap = Assert.Single(gaps);
        Assert.InRange(1500, gap.From, gap.To);
        Assert.InRange(gap.To - gap.From, 0, 100);
        Assert.Equal(Enumerable.Range(1, 3000).Select(i => (long)i).Where(i => i < gap.From || i > gap.To), read.Order());
        Assert.Throws<StoreException>(() => reader.Stream(new() { NewestFirst = newest }).Count());
    }

    [Theory]
    [InlineData("abc-12", "abc", 12)]
    [InlineData("abc", null, 0)]
    [InlineData("-12", null, 0)]
    [InlineData("abc-", null, 0)]
    [InlineData("abc--1", "abc-", 1)]
    [InlineData("abc-99999999999999999999", null, 0)]
    public void a_cursor_says_which_log_it_is_of(string text, string? database, long position)
    {
        Assert.Equal(database is not null, LogCursor.TryParse(text, out var cursor));
        if (database is not null) Assert.Equal((new LogCursor(database, position), text), (cursor, cursor.ToString()));
    }

    /// <summary>Makes the page that holds a row's hash unreadable.</summary>
    private void Damage(int row)
    {
        byte[] hash;
        using (var database = Database.OpenToRead(_temp.Database)) hash = Convert.FromHexString(database.Words($"SELECT hex(hash) FROM events WHERE id = {row}")!);
        var bytes = File.ReadAllBytes(_temp.Database);
        var page = (bytes[16] << 8) | bytes[17];
        var at = bytes.AsSpan().IndexOf(hash) / page * page;
        bytes.AsSpan(at, page).Fill(0xFF);
        File.WriteAllBytes(_temp.Database, bytes);
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
