using System.Globalization;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>A short run of each target; a longer one with PARLANCE_FUZZ_SECONDS (for each) and, if wanted, PARLANCE_FUZZ_SEED.</summary>
public sealed class FuzzTests
{
    private const long ShortCount = 20_000;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(t => t.Name)];

    [Theory, MemberData(nameof(Targets))]
    public void strangers_bytes_break_nothing(string name)
    {
        var target = Array.Find(FuzzTargets.All, t => t.Name == name)!;
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("PARLANCE_FUZZ_SEED"), CultureInfo.InvariantCulture, out var given) ? given : 1;
        var isLong = double.TryParse(Environment.GetEnvironmentVariable("PARLANCE_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds);
        var count = Fuzzer.Run(target, seed, TimeSpan.FromSeconds(isLong ? seconds : 2), isLong ? long.MaxValue : ShortCount);
        Assert.True(count > Corpus.Read(target.Corpus).Length);
    }

    [Fact]
    public void a_target_that_fails_is_shown_its_smallest_input()
    {
        var target = new FuzzTarget("broken", "lines.txt", input => Assert.False(input.IndexOf((byte)'!') >= 0));
        var failure = Assert.Throws<FuzzFailure>(() => Fuzzer.Run(target, 1, TimeSpan.FromSeconds(2)));
        Assert.Contains("--input " + Convert.ToBase64String("!"u8), failure.Message);
    }

    [Fact]
    public void a_seed_makes_the_same_inputs_again()
    {
        var corpus = Corpus.Read("lines.txt");
        var (one, other) = (new Mutator(7, corpus), new Mutator(7, corpus));
        for (var i = 0; i < 200; i++) Assert.Equal(one.Next(), other.Next());
    }
}
