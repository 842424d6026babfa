using System.Diagnostics;
using Parlance.Domain.Masks;

namespace Parlance.Domain.Tests.Masks;

public sealed class MaskTests
{
    private static Mask Of(string text) => Mask.TryParse(text, out var mask) ? mask : throw new InvalidOperationException($"'{text}' is no mask");

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "a", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a*c", "ac", true)]
    [InlineData("a*c", "abcbc", true)]
    [InlineData("a*c", "abcb", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*ab", "aab", true)]
    [InlineData("ANA", "ana", true)]
    [InlineData("ana", "ANA", true)]
    [InlineData("\u00c4*", "\u00e4b", true)]
    [InlineData("\u00e4*", "\u00c4b", true)]
    [InlineData("\U00010400", "\U00010428", true)]
    [InlineData("\U00010428*", "\U00010400b", true)]
    [InlineData("\u039f\u03a3*", "\u03bf\u03c3\u03b1", true)]
    [InlineData("\u039f\u03a3", "\u03bf\u03c2", true)]
    [InlineData("?", "\U0001f600", true)]
    [InlineData("??", "\U0001f600", false)]
    [InlineData(@"\*", "*", true)]
    [InlineData(@"\*", "a", false)]
    [InlineData(@"a\?", "a?", true)]
    [InlineData(@"a\?", "ab", false)]
    [InlineData(@"a\\b", @"a\b", true)]
    [InlineData(@"a\b", @"a\b", true)]
    [InlineData(@"a\", @"a\", true)]
    [InlineData("ana", "anab", false)]
    [InlineData("ana", "an", false)]
    public void stars_and_question_marks_stand_for_others(string pattern, string text, bool matches) => Assert.Equal(matches, Of(pattern).Matches(text));

    [Theory]
    [InlineData("***", "*")]
    [InlineData("a**b***", "a*b*")]
    [InlineData(@"\**", @"\**")]
    [InlineData("A?b", "A?b")]
    public void runs_of_stars_are_one(string typed, string normal) => Assert.Equal(normal, Of(typed).ToString());

    [Fact]
    public void what_no_text_can_hold_is_no_mask()
    {
        Assert.False(Mask.TryParse("", out _));
        Assert.False(Mask.TryParse(new('a', Mask.LengthMax + 1), out _));
        Assert.True(Mask.TryParse(new('a', Mask.LengthMax), out _));
        Assert.False(Mask.TryParse("a\0", out _));
        Assert.False(Mask.TryParse("a\uffff", out _));
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*b", 'a')]
    [InlineData("*?*?*?*?*?*?*?*?*?*?*?*b", 'a')]
    [InlineData("a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a?b", 'a')]
    public void hundreds_of_hostile_masks_cost_nothing_much(string pattern, char letter)
    {
        var mask = Of(pattern);
        var text = new string(letter, 512);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 500; i++) Assert.False(mask.Matches(text));
        Assert.True(watch.ElapsedMilliseconds < 1000, $"500 masks took {watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void matching_allocates_nothing()
    {
        var mask = Of("*!*@*.Example.org");
        var text = "ana!~ana@\U00010400.host.\u00c4.example.ORG";
        Assert.True(mask.Matches(text));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) mask.Matches(text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
