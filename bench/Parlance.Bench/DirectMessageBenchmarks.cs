using BenchmarkDotNet.Attributes;
using Parlance.Engine.Tests.Allocation;

namespace Parlance.Bench;

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
