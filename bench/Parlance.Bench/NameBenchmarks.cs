using BenchmarkDotNet.Attributes;
using Parlance.Domain.Masks;
using Parlance.Domain.Names;

namespace Parlance.Bench;

/// <summary>Budgets: an ASCII name folds in 50 ns, one in any script in 1 us; it costs its string.</summary>
[MemoryDiagnoser]
public class NameBenchmarks
{
    private readonly NameRules _rules = NameRules.For(NameRules.Rfc8265);

    [Benchmark]
    public string FoldAscii() => _rules.Fold("Ana_of_the_Lobby");

    [Benchmark]
    public string FoldAnyScript() => _rules.Fold("Łucja_ÅngströmΩ");

    [Benchmark]
    public bool TakeNick() => _rules.TryNick("Ana_of_the_Lobby", 32, out _, out _);
}

/// <summary>Budgets: an ordinary mask answers in 50 ns; no mask takes more than its length times the text's (RFC 2812 §2.5). Nothing is allocated.</summary>
[MemoryDiagnoser]
public class MaskBenchmarks
{
    private readonly Mask _ordinary = Parse("*.dyn.provider.example");
    private readonly Mask _hostile = Parse(string.Concat(Enumerable.Repeat("*a", 60)) + "b");
    private readonly string _host = "host-17-42.dyn.provider.example";
    private readonly string _long = new('a', 240);

    [Benchmark]
    public bool Ordinary() => _ordinary.Matches(_host);

    [Benchmark]
    public bool Hostile() => _hostile.Matches(_long);

    private static Mask Parse(string text) => Mask.TryParse(text, out var mask) ? mask : throw new InvalidOperationException(text);
}
