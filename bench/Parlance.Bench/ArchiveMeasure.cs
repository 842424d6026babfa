using System.Diagnostics;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Log;

namespace Parlance.Bench;

/// <summary>
/// A room of a million messages: what writing them costs, and the newest 100 and any 100 before an id with their texts. Budget: 5 ms a page.
/// <c>dotnet run -c Release --project bench/Parlance.Bench -- archive</c>
/// </summary>
internal static class ArchiveMeasure
{
    private const int Messages = 1_000_000;
    private const int Group = 500;
    private const int Pages = 200;

    public static void Run()
    {
        var path = Directory.CreateTempSubdirectory("parlance-archive-").FullName;
        try
        {
            using var folder = DataFolder.Open(path);
            using var store = SqliteEventStore.Open(folder, new(typeof(Event).Assembly), Durability.Relaxed);
            var room = new EventId(Stamp.At(new(1_900_000_000_000)), Sid.Parse("1PA"));
            var cpu = Environment.CpuUsage.TotalTime;
            Fill(store, room);
            Console.WriteLine($"written: {(Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Messages:f2} us CPU a message, {new FileInfo(folder.Database).Length / (double)Messages:f0} B");

            var query = new ArchiveQuery { Conversation = Conversation.OfRoom(room) };
            Page("newest 100", store.Archive!, _ => query);
            var random = new Random(1);
            Page("100 before an id", store.Archive!, _ => query with { Before = ArchivePoint.At(IdOf(random.Next(1_000, Messages))) });
            Page("100 after a time", store.Archive!, _ => query with { After = ArchivePoint.At(IdOf(random.Next(1, Messages - 1_000)).Stamp.Wall), FromNewest = false });
            Page("1,000 around an id", store.Archive!, _ => query with { Limit = 1_000 }, (archive, asked) => archive.Around(asked, ArchivePoint.At(IdOf(random.Next(1_000, Messages)))));
            var watch = Stopwatch.StartNew();
            var count = store.Archive!.Count(query).Count;
            Console.WriteLine($"counting {count}: {watch.Elapsed.TotalMilliseconds:f0} ms");
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static void Page(string what, IArchive archive, Func<int, ArchiveQuery> query, Func<IArchive, ArchiveQuery, ArchivePage>? read = null)
    {
        var times = new double[Pages];
        for (var i = 0; i < Pages; i++)
        {
            var asked = query(i);
            var watch = Stopwatch.StartNew();
            var page = read is null ? archive.Read(asked) : read(archive, asked);
            times[i] = watch.Elapsed.TotalMilliseconds;
            if (page.Entries.Count != asked.Limit) throw new InvalidOperationException($"{page.Entries.Count} of {asked.Limit} were found.");
        }

        Console.Write($"{what}: first {times[0]:f2} ms");
        Array.Sort(times);
        Console.WriteLine($", median {times[Pages / 2]:f2} ms, p99 {times[Pages * 99 / 100]:f2} ms");
    }

    private static EventId IdOf(int number) => new(Stamp.At(new(1_900_000_000_000 + number)), Sid.Parse("1PA"));

    private static void Fill(SqliteEventStore store, EventId room)
    {
        var node = Sid.Parse("1PA");
        var text = System.Text.Encoding.ASCII.GetBytes("a line of chat as people write it, not too long");
        var group = new LogEntry[Group];
        for (var done = 0; done < Messages; done += Group)
        {
            for (var i = 0; i < Group; i++)
            {
                var number = done + i + 1;
                var by = Uid.Of(node, (ulong)(number % 300));
                group[i] = new(new MessageSent { Text = text, Source = "somebody!user@host.example"u8.ToArray() }, new Envelope { Stamp = IdOf(number).Stamp, Node = node, Incarnation = 1, By = new(by), Room = room, RoomName = "lobby" });
            }

            store.Append(group);
        }
    }
}
