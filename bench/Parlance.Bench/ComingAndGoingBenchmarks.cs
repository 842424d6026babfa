using BenchmarkDotNet.Attributes;
using Parlance.Engine.Tests.Allocation;

namespace Parlance.Bench;

/// <summary>Budgets: 10 us and 3 KB for a guest who registers and quits; 5 us for a join and part in a room of 20.</summary>
[MemoryDiagnoser]
public class ComingAndGoingBenchmarks
{
    private readonly byte[] _hello = "NICK somebody\r\nUSER somebody 0 * :Somebody\r\n"u8.ToArray();
    private readonly byte[] _bye = "QUIT :bye\r\n"u8.ToArray();
    private readonly byte[] _join = "JOIN #lobby\r\n"u8.ToArray();
    private readonly byte[] _part = "PART #lobby\r\n"u8.ToArray();
    private Gathering _gathering = null!;
    private int _visitor;

    [GlobalSetup]
    public void Setup()
    {
        _gathering = new();
        _gathering.Fill("#lobby", 20);
        _visitor = _gathering.Come("visitor");
    }

    [Benchmark]
    public long RegisterAndQuit()
    {
        _gathering.ReuseFrom(_visitor + 1);
        var id = _gathering.Open();
        _gathering.Say(id, _hello);
        var bytes = _gathering.Drain();
        _gathering.Say(id, _bye);
        return bytes + _gathering.Drain();
    }

    [Benchmark]
    public long JoinAndPart()
    {
        _gathering.Say(_visitor, _join);
        _gathering.Say(_visitor, _part);
        return _gathering.Drain();
    }
}
