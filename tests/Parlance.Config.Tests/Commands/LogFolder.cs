using System.Text;
using Parlance.Commands;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Log;

namespace Parlance.Config.Tests.Commands;

/// <summary>
/// A data folder in which Ana (1PAA00000) founded the room tea, Ben (1PAA00001) came in, and both spoke. One event each minute from 20:00 on the last of
/// January 2026; it is gone after the test.
/// </summary>
internal sealed class LogFolder : IDisposable
{
    public const int Events = 6;

    public static readonly Sid Node = Sid.Parse("1PA");
    public static readonly Uid Ana = Uid.Of(Node, 0);
    public static readonly Uid Ben = Uid.Of(Node, 1);
    public static readonly Instant Start = new(DateTimeOffset.Parse("2026-01-31T20:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
    public static readonly EventId Room = new(Stamp.At(Start, 1), Node);

    public LogFolder() => With(store =>
    {
        store.Append([At(0, default, new NodeStarted(1, "test"))]);
        store.Append([At(1, Ana, new MemberJoined(Ana)), At(2, Ana, new TopicSet("First \u202e flush", "ana!a@host")), At(3, Ben, new MemberJoined(Ben))]);
        store.Append([At(4, Ben, new MessageSent { Text = Encoding.UTF8.GetBytes("Darjeeling?") }), At(5, Ana, new TopicSet("Second flush", "ana!a@host"))]);
    });

    public string Path { get; } = Directory.CreateTempSubdirectory("parlance-log-").FullName;
    public string Database => DataFolder.DatabaseOf(Path);
    public string Keys => DataFolder.KeysOf(Path);

    public void With(Action<SqliteEventStore> act)
    {
        using var folder = DataFolder.Open(Path);
        using var store = SqliteEventStore.Open(folder, new EventCodec(typeof(Event).Assembly), Durability.Relaxed);
        act(store);
    }

    /// <summary>Writes other bytes in the place of the first such, in a row: the indexes come behind the table.</summary>
    public void Damage(string what, string with)
    {
        var bytes = File.ReadAllBytes(Database);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(what));
        Assert.True(at >= 0, $"{what} is not in the database");
        Encoding.UTF8.GetBytes(with).CopyTo(bytes, at);
        File.WriteAllBytes(Database, bytes);
    }

    /// <summary><c>parlance log WORDS --data PATH</c>, and what it came to.</summary>
    public Ran Run(params string[] words) => Ran.Log([.. words, "--data", Path]);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static LogEntry At(int minute, Uid by, Event e)
    {
        var stamp = Stamp.At(Start + TimeSpan.FromMinutes(minute));
        var inRoom = e is RoomEvent or MessageSent;
        return new(e, new Envelope { Stamp = stamp, Node = Node, Incarnation = 1, By = new(by), Room = inRoom ? Room : default, RoomName = inRoom ? "tea" : null });
    }
}

/// <summary>What a command printed, and its exit status.</summary>
internal sealed record Ran(int Status, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Ran Log(params string[] words)
    {
        using StringWriter output = new(), error = new();
        var status = CommandTree.Invoke(["log", .. words], output, error);
        return new(status, output.ToString(), error.ToString());
    }

    /// <summary>It failed with so many lines on standard error, none of them of a stack trace, and printed nothing else.</summary>
    public void Fails(int status, string saying)
    {
        Assert.Equal(status, Status);
        Assert.Equal("", Output);
        Assert.Contains(saying, Error);
        Assert.DoesNotContain("   at ", Error);
        Assert.True(Error.Count(c => c == '\n') <= (status == ExitStatus.WrongUse ? 2 : 1), Error);
    }
}
