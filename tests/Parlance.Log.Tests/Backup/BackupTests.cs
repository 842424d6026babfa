using Parlance.Domain;
using Parlance.Log.Tests.Snapshots;

namespace Parlance.Log.Tests.Backup;

public sealed class BackupTests : IDisposable
{
    private static readonly EventCodec Codec = new(typeof(Event).Assembly);
    private readonly TempFolder _temp = new();

    public BackupTests() => With(store => store.Append([.. FullState.Entries()]));

    public void Dispose() => _temp.Dispose();

    private string Data => Path.Combine(_temp.Path, "data");
    private string Copy => Path.Combine(_temp.Path, "copy");

    [Fact]
    public void a_copy_taken_while_events_are_written_is_whole_and_restores()
    {
        With(store =>
        {
            File.WriteAllText(Path.Combine(Data, "cloak.key"), "secret");
            var list = LogBackup.Take(Data, Copy);
            Assert.Equal(store.Last, list.Last);
            Assert.Equal(["cloak.key", "keys", "parlance.db"], list.Files.Keys);
            store.Append([Silence(store)]);
        });

        var aside = LogBackup.Restore(Copy, Data, Codec);
        Assert.True(File.Exists(DataFolder.DatabaseOf(aside!)));
        Assert.Equal(FullState.Entries().Count(), LogVerifier.Verify(Data).Rows);
        Assert.Equal("secret", File.ReadAllText(Path.Combine(Data, "cloak.key")));
        using var log = StateReplay.Open(Data, Codec);
        Assert.Equal(StateHash.Of(FullState.Make()), StateHash.Of(log.StateAt(log.Last)));
    }

    [Fact]
    public void a_backup_that_was_changed_is_refused_and_nothing_is_touched()
    {
        LogBackup.Take(Data, Copy);
        var bytes = File.ReadAllBytes(DataFolder.KeysOf(Copy));
        bytes[^1] ^= 1;
        File.WriteAllBytes(DataFolder.KeysOf(Copy), bytes);
        Assert.Contains("keys is not as the backup wrote it", Refused(() => LogBackup.Restore(Copy, Data, Codec)), StringComparison.Ordinal);
        File.Delete(DataFolder.KeysOf(Copy));
        Assert.Contains("keys is missing", Refused(() => LogBackup.Restore(Copy, Data, Codec)), StringComparison.Ordinal);
        Assert.True(File.Exists(DataFolder.KeysOf(Data)));
    }

    [Fact]
    public void a_list_that_names_files_elsewhere_is_none()
    {
        LogBackup.Take(Data, Copy);
        var list = Path.Combine(Copy, LogBackup.ListName);
        File.WriteAllText(list, File.ReadAllText(list).Replace("\"keys\"", "\"../keys\"", StringComparison.Ordinal));
        Assert.Contains("is not the list of a backup", Refused(() => LogBackup.Restore(Copy, Data, Codec)), StringComparison.Ordinal);
        File.WriteAllText(list, "[");
        Assert.Contains("cannot be read", Refused(() => LogBackup.Restore(Copy, Data, Codec)), StringComparison.Ordinal);
    }

    [Fact]
    public void a_folder_with_something_in_it_is_not_written_over() => Assert.Contains("is not empty", Refused(() => LogBackup.Take(Data, Data)), StringComparison.Ordinal);

    [Fact]
    public void a_folder_in_use_is_not_replaced()
    {
        LogBackup.Take(Data, Copy);
        With(_ => Assert.Contains("in use", Refused(() => LogBackup.Restore(Copy, Data, Codec)), StringComparison.Ordinal));
    }

    [Fact]
    public void who_was_erased_since_stays_erased()
    {
        LogBackup.Take(Data, Copy);
        With(store =>
        {
            var erased = new PersonErased([FullState.Ana], null);
            store.Append([new(erased, Silence(store).At)]);
            Assert.True(Erasure.Destroy(Data, store.Keys, erased) > 0);
        });
        LogBackup.Restore(Copy, Data, Codec);
        using var reader = LogReader.Open(Data);
        Assert.Contains(reader.Query(new() { Kinds = ["channel.topic"] }), row => row.SealState == SealState.Erased);
    }

    [Fact]
    public void a_repair_keeps_what_the_chain_proves_and_tells_the_rest()
    {
        using (var database = Database.OpenToWrite(DataFolder.DatabaseOf(Data))) database.Run("UPDATE events SET actor_uid = 'x' WHERE id = 20");
        using (var folder = DataFolder.Open(Data))
        {
            var report = LogRepair.Run(folder);
            Assert.Equal((19, 20L), (report.Rows, report.Break!.Position));
            Assert.Contains($"Lost: 20 to {FullState.Entries().Count()}", report.Words, StringComparison.Ordinal);
            Assert.True(File.Exists(report.Kept));
        }

        Assert.Equal(new LogVerdict(19, null), LogVerifier.Verify(Data));
        With(store => store.Append([Silence(store)]));
        Assert.Equal(new LogVerdict(20, null), LogVerifier.Verify(Data));
    }

    [Fact]
    public void damaged_indexes_are_built_anew()
    {
        using (var database = Database.OpenToWrite(DataFolder.DatabaseOf(Data)))
        {
            database.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            database.Run("PRAGMA writable_schema = ON");
            database.Run("UPDATE sqlite_schema SET sql = replace(sql, 'event_type', 'actor_uid') WHERE name = 'events_by_type'");
        }

        Assert.Contains(LogAudit.Run(Data, Codec).Findings, finding => finding.What.Contains("events_by_type", StringComparison.Ordinal));
        using var folder = DataFolder.Open(Data);
        Assert.Contains("built anew", LogRepair.Run(folder).Words, StringComparison.Ordinal);
        Assert.DoesNotContain(LogAudit.Run(Data, Codec).Findings, finding => finding.What.Contains("events_by_type", StringComparison.Ordinal));
    }

    [Fact]
    public void a_log_without_damage_is_left_as_it_is()
    {
        using var folder = DataFolder.Open(Data);
        Assert.Equal("Nothing is damaged.", LogRepair.Run(folder).Words);
    }

    private void With(Action<SqliteEventStore> act)
    {
        using var folder = DataFolder.Open(Data);
        using var store = SqliteEventStore.Open(folder, Codec, Durability.Relaxed);
        act(store);
    }

    private static LogEntry Silence(SqliteEventStore store) =>
        new(new NodeStopped("test"), new() { Position = store.Last + 1, Stamp = Stamp.At(Given.Noon + TimeSpan.FromDays(1)), Node = FullState.Home });

    private static string Refused(Action act) => Assert.Throws<StoreException>(act).Message;
}
