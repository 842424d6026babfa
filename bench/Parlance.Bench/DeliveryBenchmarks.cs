using BenchmarkDotNet.Attributes;
using Parlance.Engine.Tests.Allocation;

namespace Parlance.Bench;

/// <summary>Budget: 50 ns a delivery, outboxes filled and drained, whatever the capabilities; no byte allocated.</summary>
[MemoryDiagnoser]
public class FanOutBenchmarks
{
    private const int Members = 1_000;
    private const int Deliveries = Members - 1;
    private readonly byte[] _line = "PRIVMSG #lobby :tea at four, as people write it, some sixty characters long\r\n"u8.ToArray();
    private Gathering _gathering = null!;
    private int _speaker;

    /// <summary>How many sets of capabilities the members have.</summary>
    [Params(1, 4)]
    public int Sets { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _gathering = new();
        string[] sets = ["", "message-tags server-time", "server-time", "message-tags server-time account-tag batch draft/multiline"];
        _speaker = _gathering.Fill("#lobby", Members, sets[..Sets])[0];
    }

    [Benchmark(OperationsPerInvoke = Deliveries)]
    public long OneDelivery()
    {
        _gathering.Say(_speaker, _line);
        return _gathering.Drain();
    }
}

/// <summary>Budget: 1.5 us for a direct message from its bytes in to its bytes out; nothing allocated.</summary>
[MemoryDiagnoser]
public class DirectMessageBenchmarks
{
    private const int Pairs = 500;
    private readonly byte[][] _lines = [.. Enumerable.Range(0, Pairs).Select(i => System.Text.Encoding.UTF8.GetBytes($"PRIVMSG b{i} :tea at four, as people write it, some sixty characters long\r\n"))];
    private readonly int[] _speakers = new int[Pairs];
    private Gathering _gathering = null!;

    [GlobalSetup]
    public void Setup()
    {
        _gathering = new();
        for (var i = 0; i < Pairs; i++)
        {
            _speakers[i] = _gathering.Come($"a{i}");
            _gathering.Come($"b{i}");
        }
    }

    /// <summary>Many in one round, as under load.</summary>
    [Benchmark(OperationsPerInvoke = Pairs)]
    public long OneOfMany()
    {
        for (var i = 0; i < Pairs; i++) _gathering.Say(_speakers[i], _lines[i]);
        return _gathering.Drain();
    }

    /// <summary>A round for one message.</summary>
    [Benchmark]
    public long Alone()
    {
        _gathering.Say(_speakers[0], _lines[0]);
        return _gathering.Drain();
    }
}

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
