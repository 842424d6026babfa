using Parlance.Domain.Masks;
using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Masks;

public class MaskTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("a*c", "abc", true)]
    [InlineData("a*c", "ac", true)]
    [InlineData("a*c", "abd", false)]
    [InlineData("A?C", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b", "xxaxxbxx", false)]
    [InlineData(@"a\*c", "a*c", true)]
    [InlineData(@"a\*c", "abc", false)]
    [InlineData("abc", "ABC", true)]
    [InlineData("é*", "ÉVA", true)]
    public void a_glob_matches_what_it_says(string pattern, string text, bool matches)
    {
        Assert.True(Mask.TryParse(pattern, out var mask));
        Assert.Equal(matches, mask.Matches(text));
    }

    [Fact]
    public void globs_agree_with_a_plain_recursive_reading()
    {
        var chance = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = new string([.. Enumerable.Range(0, 1 + chance.Next(8)).Select(_ => "ab*?"[chance.Next(4)])]);
            var text = new string([.. Enumerable.Range(0, chance.Next(10)).Select(_ => "ab"[chance.Next(2)])]);
            Assert.True(Mask.TryParse(pattern, out var mask));
            Assert.True(Reads(pattern, text) == mask.Matches(text), $"{pattern} {text}");
        }
    }

    [Fact]
    public void a_hostile_glob_costs_no_more_than_its_length_times_the_texts()
    {
        Assert.True(Mask.TryParse(string.Concat(Enumerable.Repeat("*a", 120)) + "*b", out var mask));
        var text = new string('a', 500);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 100; i++) Assert.False(mask.Matches(text));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), "an exponential matcher would not have come back");
    }

    [Theory]
    [InlineData("ben", "ben!*@*")]
    [InlineData("ben!*@*", "ben!*@*")]
    [InlineData("*@host", "*!*@host")]
    [InlineData("some.host", "*!*@some.host")]
    [InlineData("10.0.0.0/8", "*!*@10.0.0.0/8")]
    [InlineData("a!b", "a!b@*")]
    [InlineData("!@", "*!*@*")]
    public void short_forms_are_completed(string typed, string full)
    {
        Assert.True(BanMask.TryParse(typed, out var mask));
        Assert.Equal(full, mask.ToString());
    }

    [Theory]
    [InlineData("*!*@10.0.0.0/8", true)]
    [InlineData("*!*@10.0.0.2", true)]
    [InlineData("*!*@192.168.0.0/16", false)]
    [InlineData("*!*@ben.real.test", true)]
    [InlineData("*!*@ben.test", true)]
    [InlineData("BEN!*@*", true)]
    [InlineData("~r:B?n", true)]
    [InlineData("~realname:Ana", false)]
    [InlineData("~U", true)]
    [InlineData("~!U", false)]
    [InlineData("~a:*", false)]
    [InlineData("~!a:*", true)]
    [InlineData("~c:#lobby", true)]
    [InlineData("~c:other", false)]
    [InlineData("~m:ben", true)]
    [InlineData("~m:~r:Ben", true)]
    public void a_ban_finds_whom_it_means(string ban, bool hits)
    {
        var story = new Story().WithLobby("Ben");
        Assert.True(BanMask.TryParse(ban, out var mask));
        Assert.Equal(hits, mask.Matches(story["Ben"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("~x:what")]
    [InlineData("~a")]
    [InlineData("~a:")]
    [InlineData("~U:x")]
    [InlineData("~m:~m:~m:~m:~m:x")]
    public void what_is_no_ban_is_refused(string text) => Assert.False(BanMask.TryParse(text, out _));

    [Fact]
    public void a_ban_beyond_its_length_is_refused() => Assert.False(BanMask.TryParse(new string('a', Mask.LengthMax + 1), out _));

    [Fact]
    public void a_muting_ban_lets_in_and_keeps_silent()
    {
        var story = new Story().WithLobby().Given("Ana", new ChangeList(MaskListKind.Ban, "~m:ben", true)).Given("Ben", new Join(null));
        Assert.True(story.Lobby.Mute(story["Ben"], story["Ben"].In(story.Lobby)));
    }

    private static bool Reads(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.IsEmpty) return text.IsEmpty;
        if (pattern[0] == '*') return Reads(pattern[1..], text) || (!text.IsEmpty && Reads(pattern, text[1..]));
        return !text.IsEmpty && (pattern[0] == '?' || pattern[0] == text[0]) && Reads(pattern[1..], text[1..]);
    }
}
