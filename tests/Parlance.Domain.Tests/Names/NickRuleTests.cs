using Parlance.Domain.Names;

namespace Parlance.Domain.Tests.Names;

public sealed class NickRuleTests
{
    private const int LengthMax = 30;
    private static readonly NameRules AnyScript = NameRules.For("rfc8265");
    private static readonly NameRules OnlyAscii = NameRules.For("ascii");

    [Theory]
    [InlineData("ana", "ana", "ana")]
    [InlineData("Ana", "Ana", "ana")]
    [InlineData("[a]\\{b}|^_`", "[a]\\{b}|^_`", "[a]\\{b}|^_`")]
    [InlineData("a-1", "a-1", "a-1")]
    [InlineData("J\u00fcrgen", "J\u00fcrgen", "j\u00fcrgen")]
    [InlineData("Ju\u0308rgen", "J\u00fcrgen", "j\u00fcrgen")]
    [InlineData("\uff21\uff4e\uff41", "Ana", "ana")]
    [InlineData("\u039f\u0394\u039f\u03a3", "\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c2")]
    [InlineData("\u03a3", "\u03a3", "\u03c3")]
    [InlineData("\u03a3\u03a3\u0301\u03a3_", "\u03a3\u03a3\u0301\u03a3_", "\u03c3\u03c3\u0301\u03c2_")]
    [InlineData("\u03bf\u03b4\u03bf\u03c2", "\u03bf\u03b4\u03bf\u03c2", "\u03bf\u03b4\u03bf\u03c2")]
    [InlineData("\u0130lk", "\u0130lk", "i\u0307lk")]
    [InlineData("d\u0131l", "d\u0131l", "d\u0131l")]
    [InlineData("\u05d0\u05d1\u05d21", "\u05d0\u05d1\u05d21", "\u05d0\u05d1\u05d21")]
    [InlineData("\u0645\u0631\u062d\u0628\u0627", "\u0645\u0631\u062d\u0628\u0627", "\u0645\u0631\u062d\u0628\u0627")]
    [InlineData("\u65e5\u672c\u30fb\u8a9e", "\u65e5\u672c\u30fb\u8a9e", "\u65e5\u672c\u30fb\u8a9e")]
    [InlineData("\u1100\u1161", "\uac00", "\uac00")]
    [InlineData("\uff76\uff9e", "\u30ac", "\u30ac")]
    [InlineData("stra\u00dfe", "stra\u00dfe", "stra\u00dfe")]
    [InlineData("\U00010400x", "\U00010400x", "\U00010428x")]
    [InlineData("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937")]
    [InlineData("pa\u0142\u00b7l", null, null)]
    [InlineData("al\u00b7la", "al\u00b7la", "al\u00b7la")]
    public void names_of_any_script_are_shown_as_typed_and_compare_folded(string typed, string? display, string? folded)
    {
        Assert.Equal(display is not null, AnyScript.TryNick(typed, LengthMax, out var shown, out var key));
        if (display is null) return;
        Assert.Equal((display, folded), (shown, key));
        Assert.Equal(folded, AnyScript.Fold(typed));
        Assert.Equal(folded, AnyScript.Fold(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1ana")]
    [InlineData("-ana")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a*")]
    [InlineData("a?")]
    [InlineData("a!b")]
    [InlineData("a@b")]
    [InlineData("irc.test")]
    [InlineData("#ana")]
    [InlineData("&ana")]
    [InlineData(":ana")]
    [InlineData("$ana")]
    [InlineData("~ana")]
    [InlineData("%ana")]
    [InlineData("+ana")]
    [InlineData("a\u0007")]
    [InlineData("a\u007f")]
    [InlineData("a\0b")]
    [InlineData("\uff20ana")]
    [InlineData("\uff11ana")]
    [InlineData("a\u3000b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u200bb")]
    [InlineData("a\u200db")]
    [InlineData("a\u202eb")]
    [InlineData("\u2665")]
    [InlineData("\U0001f600")]
    [InlineData("\ufb01n")]
    [InlineData("\u2163")]
    [InlineData("\u00aa")]
    [InlineData("\u1100")]
    [InlineData("a\ud800b")]
    [InlineData("\udc00")]
    [InlineData("a\uffff")]
    [InlineData("\u0378")]
    [InlineData("\ue000")]
    [InlineData("\u05d0b")]
    [InlineData("b\u05d0")]
    [InlineData("\u05d0_")]
    [InlineData("_\u05d0")]
    [InlineData("\u06271\u0661")]
    [InlineData("\u0627\u0661\u06f1")]
    public void what_breaks_lines_masks_or_eyes_is_no_nick(string typed) => Assert.False(AnyScript.TryNick(typed, LengthMax, out _, out _));

    [Fact]
    public void a_limit_counts_bytes()
    {
        Assert.True(AnyScript.TryNick(new('a', 30), LengthMax, out _, out _));
        Assert.False(AnyScript.TryNick(new('a', 31), LengthMax, out _, out _));
        Assert.True(AnyScript.TryNick(new('\u00e4', 15), LengthMax, out _, out _));
        Assert.False(AnyScript.TryNick(new('\u00e4', 16), LengthMax, out _, out _));
        Assert.False(AnyScript.TryNick(new('\u00e4', 1_000_000), LengthMax, out _, out _));
        Assert.False(AnyScript.TryNick("a", 0, out _, out _));
    }

    [Fact]
    public void a_name_that_needs_no_change_is_the_same_object()
    {
        var typed = string.Concat("an", "a_", 1.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(AnyScript.TryNick(typed, LengthMax, out var display, out var folded));
        Assert.Same(typed, display);
        Assert.Same(typed, folded);
        Assert.Same(typed, AnyScript.Fold(typed));
    }

    [Fact]
    public void ascii_rules_admit_ascii_alone()
    {
        Assert.True(OnlyAscii.TryNick("Ana", LengthMax, out _, out var folded));
        Assert.Equal("ana", folded);
        Assert.False(OnlyAscii.TryNick("J\u00fcrgen", LengthMax, out _, out _));
        Assert.False(OnlyAscii.TryNick("\uff21na", LengthMax, out _, out _));
        Assert.Equal("j\u00fcrgen", OnlyAscii.Fold("J\u00dcrgen"));
    }

    [Fact]
    public void another_case_mapping_is_a_mistake_of_ours() => Assert.Throws<ArgumentException>(() => NameRules.For("rfc1459"));

    [Fact]
    public void a_name_of_marks_alone_costs_no_more_than_a_sort()
    {
        var marks = string.Concat(Enumerable.Range(0, 200_000).Select(i => i % 2 == 0 ? '\u0301' : '\u0327'));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(marks.Length, AnyScript.Fold(marks).Length);
        Assert.True(watch.ElapsedMilliseconds < 2000, $"it took {watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void folding_takes_any_text()
    {
        foreach (var text in new[] { "", "\ud800", "\udc00\ud800", "a\0b", new string('\u0301', 4000), "\uffff\ufffe" })
            Assert.Equal(AnyScript.Fold(text), AnyScript.Fold(AnyScript.Fold(text)));
    }
}
