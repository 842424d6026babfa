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
