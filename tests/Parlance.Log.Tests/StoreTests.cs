using System.Text;
using Parlance.Domain;

namespace Parlance.Log.Tests;

public sealed class StoreTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void what_was_appended_comes_back_with_its_envelope_after_a_restart()
    {
        var context = new VersionVector();
        context.Include(new(Given.Node, 7, 3));
        var told = new LogEntry(Given.Said("tea at four"), new Envelope
        {
            Stamp = Stamp.At(Given.Noon, 9),
            Node = Given.Node,
            Incarnation = 7,
            By = new(Given.Ana, "ana", true),
            Room = new(Stamp.At(Given.Noon, 1), Given.Node),
            RoomName = "#lobby",
            Dot = new(Given.Node, 7, 4),
            Context = context,
            Basis = new(Given.Node, 7, 2),
        });
        var silent = new LogEntry(new Silence(), new Envelope { Stamp = Stamp.At(Given.Noon, 10), Node = Given.Node, Incarnation = 7 });
        _temp.With(store => store.Append([told, silent]));

        _temp.With(store =>
        {
            var read = store.Read(1).ToArray();
            Assert.Equal(2, store.Last);
            Assert.Equal(told.At with { Position = 1 }, read[0].At);
            Assert.Equal(told.Event, read[0].Event);
            Assert.Equal(silent.At with { Position = 2 }, read[1].At);
            Assert.IsType<Silence>(read[1].Event);
        });
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("ana", false)]
    [InlineData("oper", false)]
    [InlineData("ana maria", true)]
    [InlineData(null, true)]
    public void who_did_it_comes_back(string? account, bool oper)
    {
        var by = new Actor(Given.Ana, account, oper);
        _temp.With(store => store.Append([new(new Silence(), new Envelope { Stamp = Stamp.At(Given.Noon), Node = Given.Node, By = by })]));
        _temp.With(store => Assert.Equal(by, store.Read(1).Single().At.By));
    }

    [Fact]
    public void kinds_are_read_in_the_order_they_were_written() => _temp.With(store =>
    {
        store.Append([Given.By(Given.Ana, new Joined(Given.Ana, "#a"), 1), Given.By(Given.Ana, Given.Said("one"), 2), Given.By(Given.Ana, new Silence(), 3), Given.By(Given.Ben, new Joined(Given.Ben, "#a"), 4), Given.By(Given.Ben, Given.Said("two"), 5)]);
        Assert.Equal([1, 2, 4, 5], store.Read(1, ["test.said", "test.joined", "test.said"]).Select(entry => entry.At.Position));
        Assert.Equal([4, 5], store.Read(3, ["test.said", "test.joined"]).Select(entry => entry.At.Position));
        Assert.Empty(store.Read(1, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Read(1, [.. Enumerable.Range(0, EventKinds.KindsMax + 1).Select(i => $"k{i}")]));
    });

    [Fact]
    public void nothing_personal_is_in_clear_in_any_file()
    {
        const string secret = "correct-horse-battery-staple";
        using var store = _temp.OpenStore(out var folder);
        using (folder)
        {
            store.Append([Given.By(Given.Ana, new Said("#lobby", Encoding.UTF8.GetBytes(secret), "tag-" + secret))]);
            Assert.All(Directory.GetFiles(_temp.Path, "parlance.db*"), file => Assert.Equal(-1, ReadShared(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret))));
            Assert.True(ReadShared(_temp.Database + "-wal").AsSpan().IndexOf("#lobby"u8) >= 0);
        }
    }

    [Fact]
    public void after_a_failure_the_group_can_be_given_again_and_nothing_is_lost() => _temp.With(store =>
    {
        store.Append(Given.Lines(10));
        store.Pragma("query_only = 1");
        Assert.Contains("may not be written", Assert.Throws<StoreException>(() => store.Append(Given.Lines(10, 10))).Message, StringComparison.Ordinal);
        Assert.Equal(10, store.Last);
        store.Pragma("query_only = 0");
        store.Append(Given.Lines(10, 10));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"line {i}"), store.Read(1).Select(Given.TextOf));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), store.Read(1).Select(entry => entry.At.Position));
        Assert.Equal(new LogVerdict(20, null), LogVerifier.Verify(_temp.Path));
    });

    [Fact]
    public void a_full_disk_is_told_with_its_remedy_and_the_log_goes_on_once_there_is_room() => _temp.With(store =>
    {
        store.Append(Given.Lines(10));
        store.Pragma("max_page_count = 20");
        var told = 10;
        StoreException? full = null;
        for (; full is null && told < 10_000; told += full is null ? 50 : 0)
            full = Record.Exception(() => store.Append(Given.Lines(50, told))) as StoreException;
        Assert.NotNull(full);
        Assert.Contains("the disk is full. Make room", full.Message, StringComparison.Ordinal);
        Assert.Contains(_temp.Database, full.Message, StringComparison.Ordinal);

        store.Pragma("max_page_count = 100000");
        store.Append(Given.Lines(50, told));
        Assert.Equal(Enumerable.Range(0, told + 50).Select(i => $"line {i}"), store.Read(1).Select(Given.TextOf));
        Assert.Equal(new LogVerdict(told + 50, null), LogVerifier.Verify(_temp.Path));
    });

    /// <summary>What an fsync that failed may leave: rows on the disk that nobody was told of.</summary>
    [Fact]
    public void after_an_error_the_file_is_opened_again_and_what_was_not_reported_goes() => _temp.With(store =>
    {
        store.Append(Given.Lines(5));
        using var outside = Database.OpenToWrite(_temp.Database);
        outside.Run("ALTER TABLE events RENAME TO away");
        Assert.Throws<StoreException>(() => store.Append(Given.Lines(5, 5)));
        Assert.Throws<StoreException>(() => store.Append(Given.Lines(5, 5)));
        outside.Run($"INSERT INTO away SELECT 6, {Schema.Columns["id, ".Length..]} FROM away WHERE id = 5; ALTER TABLE away RENAME TO events");

        store.Append(Given.Lines(5, 5));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"line {i}"), store.Read(1).Select(Given.TextOf));
        Assert.Equal(new LogVerdict(10, null), LogVerifier.Verify(_temp.Path));
    });

    [Fact]
    public void a_log_that_was_replaced_under_a_running_server_is_not_written() => _temp.With(store =>
    {
        store.Append(Given.Lines(5));
        using var outside = Database.OpenToWrite(_temp.Database);
        outside.Run("ALTER TABLE events RENAME TO away");
        Assert.Throws<StoreException>(() => store.Append(Given.Lines(1, 5)));
        outside.Run("DELETE FROM away WHERE id > 3; ALTER TABLE away RENAME TO events");
        Assert.Contains("was replaced while the server ran", Assert.Throws<StoreException>(() => store.Append(Given.Lines(1, 5))).Message, StringComparison.Ordinal);
    });

    [Fact]
    public void an_event_out_of_its_place_is_a_fault_of_ours() => _temp.With(store =>
    {
        var misplaced = new LogEntry(new Silence(), new Envelope { Stamp = Stamp.At(Given.Noon), Node = Given.Node, Position = 5 });
        Assert.Throws<InvalidOperationException>(() => store.Append([misplaced]));
        store.Append(Given.Lines(3));
        Assert.Equal(3, store.Last);
    });

    [Fact]
    public void a_kind_of_a_newer_server_is_kept()
    {
        _temp.With(store => store.Append([Given.By(Given.Ana, new UnknownEvent("test.new", 4, """{"a":1}"""u8.ToArray(), """{"b":2}"""u8.ToArray(), "#x"))]));
        _temp.With(store =>
        {
            var read = Assert.IsType<UnknownEvent>(store.Read(1).Single().Event);
            Assert.Equal(("test.new", 4, "#x"), (read.Kind, read.Version, read.Target));
            Assert.Equal("""{"b":2}""", Encoding.UTF8.GetString(read.Sealed.Span));
        });
    }

    [Fact]
    public void a_log_of_a_newer_server_is_refused()
    {
        _temp.With(store => store.Pragma("user_version = 99"));
        var refused = Assert.Throws<StoreException>(() => _temp.With(_ => { }));
        Assert.Contains("version 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_temp.Database, new string('x', 8192));
        Assert.Contains("not a database", Assert.Throws<StoreException>(() => _temp.With(_ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void the_database_remembers_what_was_fixed_at_the_first_start()
    {
        _temp.With(store => store.Remember("casemapping", "rfc8265"));
        _temp.With(store =>
        {
            Assert.Equal("rfc8265", store.Remembered("casemapping"));
            Assert.Null(store.Remembered("node"));
        });
    }

    [Fact]
    public void the_files_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        _temp.With(store => store.Append(Given.Lines(1)));
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.All(Directory.GetFiles(_temp.Path), file => Assert.Equal(ownerOnly, File.GetUnixFileMode(file)));
        Assert.Equal(ownerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_temp.Path));
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
