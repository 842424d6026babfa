using Parlance.Domain;
using Parlance.Log.Tests.Snapshots;

namespace Parlance.Log.Tests.Backup;

/// <summary>What is older than it is kept goes; everything after it stays exact, and the chain whole.</summary>
public sealed class CompactionTests : IDisposable
{
    private const int Cut = 40;
    private static readonly EventCodec Codec = new(typeof(Event).Assembly);
    private static readonly Instant Now = Given.Noon + TimeSpan.FromDays(10) + TimeSpan.FromSeconds(Cut + 1);
    private static readonly RetentionRules Rules = new([("*", TimeSpan.FromDays(10))]);
    private readonly TempFolder _temp = new();
    private readonly List<byte[]> _said = [];

    public CompactionTests()
    {
        using var folder = DataFolder.Open(_temp.Path);
        using (var store = SqliteEventStore.Open(folder, Codec, Durability.Relaxed)) store.Append([.. FullState.Entries()]);
        using var log = StateReplay.Open(_temp.Path, Codec);
        for (var position = 1L; position <= log.Last; position++) _said.Add(StateHash.Of(log.StateAt(position)));
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void every_moment_after_the_horizon_is_told_as_before_and_the_log_verifies()
    {
        var report = Compaction.Run(_temp.Path, Codec, Rules, Now);
        Assert.Equal(Cut, report.Horizon);
        Assert.Equal(Cut - 2, report.Blanked.Values.Sum());   // node.* is kept
        using var log = StateReplay.Open(_temp.Path, Codec);
        Assert.Equal(Cut, log.First);
        for (var position = log.First; position <= log.Last; position++) Assert.Equal(_said[(int)position - 1], StateHash.Of(log.StateAt(position)));
        Assert.Contains("was compacted", Assert.Throws<StoreException>(() => log.StateAt(Cut - 1)).Message, StringComparison.Ordinal);
        var audit = LogAudit.Run(_temp.Path, Codec);
        Assert.True(audit.Chain.Break is null && audit.Findings.All(finding => finding.What.Contains("history", StringComparison.Ordinal)), string.Join('\n', audit.Findings));
        Assert.Empty(Compaction.Run(_temp.Path, Codec, Rules, Now).Blanked);
    }

    [Fact]
    public void what_is_only_asked_about_stays()
    {
        var report = Compaction.Run(_temp.Path, Codec, Rules, Now, pretend: true);
        Assert.Equal(Cut - 2, report.Blanked.Values.Sum());
        using var log = StateReplay.Open(_temp.Path, Codec);
        Assert.Equal(1, log.First);
    }

    [Fact]
    public void kinds_that_change_nothing_need_no_horizon() =>
        Assert.Equal(0, Compaction.Run(_temp.Path, Codec, new([("message.*", TimeSpan.FromDays(1))]), Now).Horizon);

    [Fact]
    public void a_later_compaction_goes_on_from_the_first()
    {
        Compaction.Run(_temp.Path, Codec, Rules, Now);
        Assert.Equal(Cut + 5, Compaction.Run(_temp.Path, Codec, Rules, Now + TimeSpan.FromSeconds(5)).Horizon);
        using var log = StateReplay.Open(_temp.Path, Codec);
        Assert.Equal(_said[^1], StateHash.Of(log.StateAt(log.Last)));
        Assert.Single(Directory.GetFiles(Path.Combine(_temp.Path, "snapshots")));
    }

    [Theory]
    [InlineData("UPDATE meta SET value = replace(value, '40 ', '39 ') WHERE name = 'seal'", "is not what the node signed")]
    [InlineData("UPDATE meta SET value = substr(value, 1, length(value) - 2) || '00' WHERE name = 'seal'", "is not what the node signed")]
    [InlineData("UPDATE meta SET value = '39' WHERE name = 'horizon'", "is not what the node signed")]
    public void a_changed_seal_is_found(string sql, string what)
    {
        Compaction.Run(_temp.Path, Codec, Rules, Now);
        using (var database = Database.OpenToWrite(_temp.Database)) database.Run(sql);
        Assert.Contains(LogAudit.Run(_temp.Path, Codec).Findings, finding => finding.What.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public void who_is_erased_is_gone_from_the_state_at_the_horizon_too()
    {
        Compaction.Run(_temp.Path, Codec, Rules, Now);
        using (var folder = DataFolder.Open(_temp.Path))
        using (var store = SqliteEventStore.Open(folder, Codec, Durability.Relaxed))
        {
            var erased = new PersonErased([FullState.Ana], null);
            store.Append([new(erased, new() { Position = store.Last + 1, Stamp = Stamp.At(Given.Noon + TimeSpan.FromDays(1)), Node = FullState.Home })]);
            Erasure.Destroy(_temp.Path, store.Keys, erased);
        }

        using var log = StateReplay.Open(_temp.Path, Codec);
        Assert.DoesNotContain("ana.example", log.StateAt(Cut).ToJson(), StringComparison.Ordinal);
        Assert.Contains("ben.example", log.StateAt(Cut).ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain(LogAudit.Run(_temp.Path, Codec).Findings, finding => !finding.What.Contains("history", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("channel.topic", 90)]
    [InlineData("channel.join", 30)]
    [InlineData("user.nick", null)]
    [InlineData("oper.kill", 1)]
    [InlineData("node.started", null)]
    [InlineData("person.erased", null)]
    public void the_last_rule_about_a_kind_counts(string kind, int? days) =>
        Assert.Equal(days is { } number ? TimeSpan.FromDays(number) : null,
            new RetentionRules([("*", TimeSpan.FromDays(1)), ("channel.*", TimeSpan.FromDays(30)), ("channel.topic", TimeSpan.FromDays(90)), ("user.*", null)]).Of(kind));
}
