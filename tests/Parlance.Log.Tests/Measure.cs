using System.Diagnostics;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;

namespace Parlance.Log.Tests;

/// <summary>Run by hand: <c>PARLANCE_LOG_CHILD=measure dotnet run -c Release --project tests/Parlance.Log.Tests</c>. Budget: 10 us of CPU a row on the writer's thread.</summary>
internal static class Measure
{
    private static readonly string[] s_rooms = [.. Enumerable.Range(0, 97).Select(i => $"#room{i}")];

    public static void Run()
    {
        Console.WriteLine(NativeSqlite.Description);
        foreach (var batch in (int[])[1, 50, 200, 1000])
        {
            using var temp = new TempFolder();
            using var folder = DataFolder.Open(temp.Path);
            using var store = SqliteEventStore.Open(folder, new EventCodec(typeof(Event).Assembly), Durability.Relaxed);

            var group = new LogEntry[batch];
            var rows = batch == 1 ? 5_000 : 200_000;
            var n = 0;
            Fill(group, ref n);
            store.Append(group);
            var cpu = Environment.CpuUsage.TotalTime;
            var wall = Stopwatch.StartNew();
            for (var done = 0; done < rows; done += batch)
            {
                Fill(group, ref n);
                store.Append(group);
            }

            var used = Environment.CpuUsage.TotalTime - cpu;
            Console.WriteLine($"batch {batch,5}: {used.TotalMicroseconds / rows:f2} us CPU a row, {wall.Elapsed.TotalMicroseconds / rows:f2} us wall, {new FileInfo(temp.Database).Length / (double)rows:f0} B a row");
            wall.Restart();
            var read = store.Read(1).Count();
            Console.WriteLine($"  read {wall.Elapsed.TotalMicroseconds / read:f2} us a row");
            wall.Restart();
            read = store.Read(1, ["channel.join"]).Count();
            Console.WriteLine($"  read one kind {wall.Elapsed.TotalMicroseconds / read:f2} us a row of {read}");
            wall.Restart();
            Console.WriteLine($"  {LogVerifier.Verify(temp.Path)} {wall.Elapsed.TotalMicroseconds / store.Last:f2} us a row");
        }
    }

    private static void Fill(LogEntry[] group, ref int n)
    {
        for (var i = 0; i < group.Length; i++, n++)
        {
            var who = Uid.Of(Given.Node, (ulong)(n % 500));
            Event e = n % 4 == 3 ? new MemberJoined(who) : new MessageSent { Text = Encoding.UTF8.GetBytes("a line of text as people write it, some sixty characters " + n) };
            group[i] = new(e, new Envelope { Stamp = Stamp.At(new(Given.Noon.Milliseconds + n / 50), n % 50), Node = Given.Node, Incarnation = 7, By = new(who), Room = new(Stamp.At(Given.Noon, n % 97), Given.Node), RoomName = s_rooms[n % 97], Dot = new(Given.Node, 7, (ulong)n + 1) });
        }
    }
}
