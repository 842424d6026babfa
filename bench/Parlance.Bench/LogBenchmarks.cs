using System.Text;
using BenchmarkDotNet.Attributes;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Log;

namespace Parlance.Bench;

/// <summary>
/// Budgets: a row in the log costs 25 us of the writer's thread in groups of 200 and more, 60 alone, the sealing and the chain included. Durability is relaxed: the disk's
/// own time is not measured. Three of four events are messages, whose text is sealed.
/// </summary>
[MemoryDiagnoser]
public class LogBenchmarks
{
    private const int Many = 1_000;
    private static readonly Sid s_node = Sid.Parse("1PA");
    private readonly EventCodec _codec = new(typeof(Event).Assembly);
    private readonly LogEntry[] _group = new LogEntry[Many];
    private string _path = "";
    private DataFolder _folder = null!;
    private SqliteEventStore _store = null!;
    private EventEncoder _encoder = null!;

    [GlobalSetup]
    public void Setup()
    {
        _path = Directory.CreateTempSubdirectory("parlance-bench-").FullName;
        _folder = DataFolder.Open(_path);
        _store = SqliteEventStore.Open(_folder, _codec, Durability.Relaxed);
        _encoder = _codec.NewEncoder();
        for (var i = 0; i < Many; i++) _group[i] = EntryOf(i);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _encoder.Dispose();
        _store.Dispose();
        _folder.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Many)]
    public int Encode()
    {
        var length = 0;
        foreach (ref readonly var entry in _group.AsSpan()) length += _encoder.Encode(entry.Event).Payload.Length;
        return length;
    }

    [Benchmark]
    public void AppendAlone() => _store.Append(_group.AsSpan(0, 1));

    [Benchmark(OperationsPerInvoke = 200)]
    public void Append200() => _store.Append(_group.AsSpan(0, 200));

    [Benchmark(OperationsPerInvoke = Many)]
    public void Append1000() => _store.Append(_group);

    private static LogEntry EntryOf(int i)
    {
        var who = Uid.Of(s_node, (ulong)(i % 500));
        Event happened = i % 4 == 3 ? new MemberJoined(who) : new MessageSent { Text = Encoding.UTF8.GetBytes($"tea at four, as people write it, some sixty characters long {i}") };
        return new(happened, new Envelope { Stamp = Stamp.At(new(1_900_000_000_000 + i)), Node = s_node, Incarnation = 1, By = new(who), Room = new(Stamp.At(new(1_900_000_000_000)), s_node), RoomName = "lobby" });
    }
}
