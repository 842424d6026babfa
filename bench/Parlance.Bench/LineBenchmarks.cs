using BenchmarkDotNet.Attributes;
using Parlance.Irc.Wire;

namespace Parlance.Bench;

/// <summary>Budget: a line is read in about 100 ns and allocates nothing.</summary>
[MemoryDiagnoser]
public class LineBenchmarks
{
    private readonly byte[] _bare = "PRIVMSG #lobby :tea at four"u8.ToArray();
    private readonly byte[] _tagged = "@label=a1;+typing=active;+draft/reply=x :ana!a@host PRIVMSG #lobby :tea at four"u8.ToArray();

    [Benchmark(Baseline = true)]
    public int Bare() => IrcLine.TryParse(_bare, out var line) ? line[1].Length : 0;

    [Benchmark]
    public int TagsAndSource() => IrcLine.TryParse(_tagged, out var line) ? line.Tags.Length + line[1].Length : 0;
}
