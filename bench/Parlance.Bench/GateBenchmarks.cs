using BenchmarkDotNet.Attributes;
using Parlance.Engine;
using Parlance.Engine.Tests.Allocation;
using Parlance.Irc;
using Parlance.Irc.Wire;

namespace Parlance.Bench;

/// <summary>Budgets: a command is found in 30 ns; PING from its line to its answer in the outbox takes 200 ns. Nothing is allocated.</summary>
[MemoryDiagnoser]
public class GateBenchmarks
{
    private readonly byte[] _line = "PING x"u8.ToArray();
    private Connection _connection = null!;
    private IrcSession _session = null!;

    [GlobalSetup]
    public void Setup()
    {
        var gathering = new Gathering();
        _connection = gathering.Node.Find(gathering.Come("ana"))!;
        _session = (IrcSession)_connection.Session;
    }

    [Benchmark]
    public bool Find() => _session.Dialect.Commands.Find("PING"u8) is not null;

    [Benchmark]
    public int FindAndRun()
    {
        if (!IrcLine.TryParse(_line, out var line)) return 0;
        IrcCommands.Run(_session, line, _session.Dialect.Commands.Find(line.Verb));
        var length = _connection.Ready.Length;
        _connection.Sent(length);
        return length;
    }
}
