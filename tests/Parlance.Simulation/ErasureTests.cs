using System.Net;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc;
using Parlance.Log;

namespace Parlance.Simulation;

/// <summary>A person's erasure: nothing of their words is left in any file, the log verifies, and the node is still what its log says.</summary>
public sealed class ErasureTests : IDisposable
{
    private static readonly EventCodec Codec = new(typeof(Event).Assembly);
    private static readonly Engine.Transport.Listener Door = new() { Dialect = "irc", Address = IPAddress.Loopback, Port = 6667 };
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("parlance-erase-").FullName;
    private readonly DataFolder _data;
    private readonly SqliteEventStore _store;
    private readonly Node _node;

    public ErasureTests()
    {
        _data = DataFolder.Open(_folder);
        _store = SqliteEventStore.Open(_data, Codec, Durability.Relaxed);
        _node = new(new() { Limits = new() { Enabled = false } }, new(), 0, node => [new IrcDialect(node, new byte[32])], new byte[32], Now);
        Comes(1, "ana", "192.0.2.77");
        Comes(2, "ben", "198.51.100.8");
        Says(1, "JOIN #tea", "TOPIC #tea :a topic of Ana's own", "MODE #tea +b *!*@banned.by.ana", "PRIVMSG #tea :words of Ana's own", "MODE #tea +o ben");
        Says(2, "JOIN #tea", "PRIVMSG #tea :words of Ben's own");
        Says(1, "MODE #tea +o ben");
        Says(2, "MODE #tea +b *!*@banned.by.ben", "MODE #tea +e *!*@excused.by.ben");
        Says(1, "MODE #tea -b *!*@banned.by.ben", "QUIT :last words of Ana's own");
        Write();
    }

    private static Moment Now => new(new(1_800_000_000_000), 1_000);

    public void Dispose()
    {
        _store.Dispose();
        _data.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void nothing_of_theirs_is_left_and_what_they_did_for_others_is()
    {
        SnapshotPass.Run(_folder, Codec, every: 5);
        var before = Texts();
        Assert.Contains("words of Ana's own", before, StringComparison.Ordinal);
        Erase();

        Assert.DoesNotContain("Ana's own", Texts(), StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.77", Texts(), StringComparison.Ordinal);
        Assert.Contains("words of Ben's own", Texts(), StringComparison.Ordinal);
        var report = LogAudit.Run(_folder, Codec);
        Assert.True(report.IsIntact, string.Join('\n', report.Findings));
        Assert.True(_node.State.Rooms.TryGet("tea", out var room));
        Assert.Equal(["*!*@banned.by.ana"], room.Bans.Select(ban => ban.Mask));
        Assert.Equal(["*!*@excused.by.ben"], room.Exceptions.Select(ban => ban.Mask));
        Assert.False(room.Topic.IsSet);
    }

    [Fact]
    public void the_node_is_still_what_its_log_says_and_so_is_one_that_starts_from_it()
    {
        Erase();
        using var log = StateReplay.Open(_folder, Codec);
        Assert.Equal(_node.State.ToJson(), log.StateAt(log.Last).ToJson());
        Assert.Equal(StateHash.Of(_node.State), StateHash.Of(log.StateAt(log.Last)));
        Assert.True(log.ForStart().Rooms.TryGet("tea", out var room));
        Assert.Equal(["*!*@banned.by.ana"], room.Bans.Select(ban => ban.Mask));
    }

    [Fact]
    public void keys_that_come_back_are_destroyed_again()
    {
        var keys = File.ReadAllBytes(DataFolder.KeysOf(_folder));
        Erase();
        File.WriteAllBytes(DataFolder.KeysOf(_folder), keys);
        Assert.Contains("Ana's own", Texts(), StringComparison.Ordinal);
        using (var opened = SubjectKeys.Open(DataFolder.KeysOf(_folder))) Assert.True(Erasure.DestroyAll(_folder, Codec, opened) > 0);
        Assert.DoesNotContain("Ana's own", Texts(), StringComparison.Ordinal);
    }

    [Fact]
    public void who_is_connected_is_not_erased()
    {
        using var search = ErasureSearch.In(_folder, Codec);
        Assert.Contains("is connected", _node.Erase(search.User(Of("ben"))), StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => search.User(Uid.Of(Sid.Parse("1PA"), 4711)));
        Assert.Throws<StoreException>(() => search.Account("nobody"));
    }

    private void Erase()
    {
        ErasurePlan plan;
        using (var search = ErasureSearch.In(_folder, Codec)) plan = search.User(Of("ana"));
        Assert.Null(_node.Erase(plan));
        Write();
        Assert.True(Erasure.Destroy(_folder, _store.Keys, plan.Erased) > 0);
    }

    private Uid Of(string nick) => _store.Read(1, ["user.connect"]).Select(entry => entry.Event).OfType<UserConnected>().First(user => user.Nick == nick).User;

    /// <summary>All that can be read: every byte of every file, everything that opens, and every state that is told.</summary>
    private string Texts()
    {
        var found = new StringBuilder();
        foreach (var file in System.IO.Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("lock", StringComparison.Ordinal)))
        {
            using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            found.Append(new StreamReader(content, Encoding.Latin1).ReadToEnd());
        }

        using var reader = LogReader.Open(_folder);
        foreach (var row in reader.Stream(new())) found.AppendLine(row.ToString());
        using var log = StateReplay.Open(_folder, Codec);
        for (var position = 1L; position <= log.Last; position++) found.Append(log.StateAt(position).ToJson());
        return found.ToString();
    }

    private void Comes(int connection, string nick, string address)
    {
        _node.Step(Input.Opened(connection, new(Door, IPAddress.Parse(address), 40_000)), Now);
        Says(connection, $"NICK {nick}", $"USER {nick} 0 * :{nick}");
    }

    private void Says(int connection, params string[] lines)
    {
        foreach (var line in lines) _node.Step(Input.Received(connection, Encoding.UTF8.GetBytes(line + "\r\n")), Now);
        _node.Step(Input.Turn(), Now);
    }

    private void Write()
    {
        _store.Append([.. _node.Effects.Log]);
        _node.Effects.Clear();
    }
}
