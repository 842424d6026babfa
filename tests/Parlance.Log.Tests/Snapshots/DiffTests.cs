using Parlance.Domain;

namespace Parlance.Log.Tests.Snapshots;

/// <summary>The difference of two moments, and who made it.</summary>
public sealed class DiffTests : IDisposable
{
    private static readonly EventCodec Codec = new(typeof(Event).Assembly);
    private readonly TempFolder _temp = new();
    private readonly StateReplay _log;

    public DiffTests()
    {
        using var folder = DataFolder.Open(_temp.Path);
        using (var store = SqliteEventStore.Open(folder, Codec, Durability.Relaxed)) store.Append([.. FullState.Entries()]);
        _log = StateReplay.Open(_temp.Path, Codec);
    }

    public void Dispose()
    {
        _log.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void from_one_event_to_the_next_all_that_differs_was_done_by_it()
    {
        var entries = FullState.Entries().ToList();
        for (var position = 1; position < entries.Count; position++)
            foreach (var row in StateDiff.Between(_log, position, position + 1))
                foreach (var causes in row.Change == RowChange.Changed ? row.Members.Select(member => member.Causes) : [row.Causes])
                    Assert.True(causes is [var cause] && cause.Position == position + 1 && cause.Kind == EventKinds.NameOf(entries[position].Event), $"{position}: {row.Table} {row.Label}: {causes.Count} causes");
    }

    [Fact]
    public void nothing_differs_from_itself() => Assert.Empty(StateDiff.Between(_log, _log.Last, _log.Last));

    [Fact]
    public void everything_that_differs_has_its_causes()
    {
        var rows = StateDiff.Between(_log, 5, _log.Last);
        Assert.All(rows, row => Assert.All(row.Change == RowChange.Changed ? row.Members.Select(member => member.Causes) : [row.Causes], causes => Assert.NotEmpty(causes)));
        var tea = Assert.Single(rows, row => row is { Table: "rooms", Label: "#Green-Tea" });
        Assert.Equal((RowChange.Added, "channel.create", "ana"), (tea.Change, tea.Causes[0].Kind, tea.Causes[0].Nick));
        var nick = Assert.Single(Assert.Single(rows, row => row is { Table: "users", Label: "ben" }).Members, member => member.Path == "nick");
        Assert.Equal(("\"ben\"", "\"benno\"", "user.nick"), (nick.Before, nick.After, nick.Causes[^1].Kind));
        Assert.DoesNotContain(rows.SelectMany(row => row.Members), member => member.Path is "seen" or "most_users");
    }

    [Fact]
    public void only_what_is_asked_for_is_told() =>
        Assert.All(StateDiff.Between(_log, 1, _log.Last, (table, _) => table == "bans"), row => Assert.Equal("bans", row.Table));
}
