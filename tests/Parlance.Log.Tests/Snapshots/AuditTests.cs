using Parlance.Domain;

namespace Parlance.Log.Tests.Snapshots;

/// <summary>Whatever byte is changed of a snapshot or a key, it is found and named; the log itself is <see cref="VerifierTests"/>.</summary>
public sealed class AuditTests : IDisposable
{
    private const int Every = 10;
    private static readonly EventCodec Codec = new(typeof(Event).Assembly);
    private readonly TempFolder _temp = new();
    private readonly SnapshotFolder _snapshots;

    public AuditTests()
    {
        _snapshots = new(_temp.Path);
        using var folder = DataFolder.Open(_temp.Path);
        using (var store = SqliteEventStore.Open(folder, Codec, Durability.Relaxed)) store.Append([.. FullState.Entries()]);
        Assert.Equal(FullState.Entries().Count() / Every, SnapshotPass.Run(_temp.Path, Codec, Every));
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void a_whole_log_with_snapshots_and_keys_is_whole()
    {
        var report = LogAudit.Run(_temp.Path, Codec);
        Assert.True(report.IsIntact, string.Join('\n', report.Findings));
        Assert.Equal(FullState.Entries().Count() / Every, report.Snapshots);
        Assert.Equal(0, SnapshotPass.Run(_temp.Path, Codec, Every));
    }

    [Fact]
    public void a_moment_is_the_same_with_snapshots_and_without()
    {
        using var log = StateReplay.Open(_temp.Path, Codec);
        for (var position = 1; position <= log.Last; position++) Assert.Equal(StateHash.Of(log.Rebuild(position)), StateHash.Of(log.StateAt(position)));
    }

    [Fact]
    public void a_start_from_a_snapshot_is_a_start_from_all_events()
    {
        using var log = StateReplay.Open(_temp.Path, Codec);
        var (start, all) = (log.ForStart(), log.Rebuild(log.Last));
        foreach (var state in new[] { start, all }) state.Take(new NodeStarted(3, "test"), new() { Position = log.Last + 1, Stamp = Stamp.At(Given.Noon + TimeSpan.FromDays(1)), Node = FullState.Home });
        Assert.Equal(all.ToJson(), start.ToJson());
        Assert.Equal(StateHash.Of(all), StateHash.Of(start));
    }

    [Fact]
    public void a_flip_of_any_byte_of_a_snapshot_is_found_and_the_moment_still_told()
    {
        var path = _snapshots.FileOf(_snapshots.Positions[^1]);
        var said = Hash();
        foreach (var (bytes, at) in Flips(path))
        {
            File.WriteAllBytes(path, bytes);
            if (at % 97 == 0) Assert.Equal(path, Assert.Single(LogAudit.Run(_temp.Path, Codec).Findings).Where);
            Assert.ThrowsAny<FormatException>(() => SnapshotFile.Read(bytes, SnapshotKey.Read(_snapshots.KeyPath)));
            if (at % 97 == 0) Assert.Equal(said, Hash());
        }
    }

    [Fact]
    public void a_flip_of_any_byte_of_a_key_is_found_and_located()
    {
        var path = DataFolder.KeysOf(_temp.Path);
        foreach (var (bytes, at) in Flips(path))
        {
            File.WriteAllBytes(path, bytes);
            if (at < KeyFile.RecordLength)
            {
                Assert.Contains("is not a file of keys", Assert.Throws<StoreException>(() => KeyFile.Open(path, write: false)).Message, StringComparison.Ordinal);
                continue;
            }

            using var keys = KeyFile.Open(path, write: false);
            Assert.Equal(at / KeyFile.RecordLength, Assert.Single(keys.Damaged()));
        }
    }

    [Fact]
    public void a_damaged_key_and_a_missing_end_of_the_file_are_named()
    {
        var path = DataFolder.KeysOf(_temp.Path);
        var bytes = File.ReadAllBytes(path);
        bytes[KeyFile.RecordLength + 40] ^= 1;
        File.WriteAllBytes(path, bytes[..^KeyFile.RecordLength]);
        var findings = LogAudit.Run(_temp.Path, Codec).Findings.Where(finding => finding.Where == path).ToList();
        Assert.Contains("key 1 is damaged", findings[0].What, StringComparison.Ordinal);
        Assert.Contains("was cut off", findings[1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void a_flip_of_any_byte_of_the_snapshots_key_is_found()
    {
        var last = Array.Empty<byte>();
        foreach (var (bytes, _) in Flips(_snapshots.KeyPath))
        {
            File.WriteAllBytes(_snapshots.KeyPath, last = bytes);
            Assert.Throws<StoreException>(() => SnapshotKey.Read(_snapshots.KeyPath));
        }

        File.WriteAllBytes(_snapshots.KeyPath, last);
        Assert.Contains("is damaged", Assert.Single(LogAudit.Run(_temp.Path, Codec).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public void a_snapshot_of_another_state_is_found()
    {
        using var log = StateReplay.Open(_temp.Path, Codec);
        var state = log.StateAt(Every);
        state.Take(new Domain.Operators.LockdownSet(Domain.Operators.Lockdown.Silence), new() { Position = Every });
        _snapshots.Save(log.Database, state);
        Assert.Contains("is not what the events up to position 10 come to", Assert.Single(LogAudit.Run(_temp.Path, Codec).Findings).What, StringComparison.Ordinal);
    }

    private byte[] Hash()
    {
        using var log = StateReplay.Open(_temp.Path, Codec);
        return StateHash.Of(log.StateAt(log.Last));
    }

    private static IEnumerable<(byte[] Bytes, int At)> Flips(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x10;
            yield return ([.. bytes], at);
            bytes[at] ^= 0x10;
        }

        File.WriteAllBytes(path, bytes);
    }
}
