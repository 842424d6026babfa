namespace Parlance.Engine.Tests.NodeParts;

/// <summary>All chance of a node follows from the bytes it was given.</summary>
public class EntropyTests
{
    private static readonly byte[] Seed = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    [Fact]
    public void the_same_seed_gives_the_same_numbers()
    {
        Entropy one = new(Seed), other = new(Seed);
        for (var i = 0; i < 100; i++) Assert.Equal(one.Next(), other.Next());
    }

    [Fact]
    public void another_seed_gives_others() =>
        Assert.NotEqual(new Entropy(Seed).Next(), new Entropy([.. Seed.Select(b => (byte)(b + 1))]).Next());

    [Fact]
    public void how_it_is_asked_makes_no_difference()
    {
        var whole = new byte[100];
        new Entropy(Seed).Fill(whole);
        var pieces = new byte[100];
        var entropy = new Entropy(Seed);
        for (var i = 0; i < 100; i += 5) entropy.Fill(pieces.AsSpan(i, 5));
        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void numbers_do_not_come_again()
    {
        var entropy = new Entropy(Seed);
        var seen = new HashSet<ulong>();
        for (var i = 0; i < 10_000; i++) Assert.True(seen.Add(entropy.Next()));
    }

    [Fact]
    public void letters_are_letters_and_figures()
    {
        var letters = new Entropy(Seed).Letters(1000);
        Assert.Equal(1000, letters.Length);
        Assert.All(letters, c => Assert.True(c is (>= 'a' and <= 'z') or (>= '0' and <= '9')));
        Assert.Equal(36, letters.Distinct().Count());
    }

    [Fact]
    public void a_short_seed_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Entropy(new byte[15]));
}
