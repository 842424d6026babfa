using Parlance.Domain.Names;

namespace Parlance.Domain.Tests.Names;

public class NameRulesTests
{
    private static readonly NameRules Any = NameRules.For("rfc8265");

    [Theory]
    [InlineData("Ana", "ana")]
    [InlineData("[Ana]", "[ana]")]
    [InlineData("straße", "straße")]
    [InlineData("ЖАННА", "жанна")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφος")]
    [InlineData("Ａｎａ", "ana")]
    [InlineData("İzmir", "i\u0307zmir")]
    [InlineData("e\u0301va", "\u00e9va")]
    [InlineData("שלום", "שלום")]
    [InlineData("日本", "日本")]
    public void a_nick_of_any_script_compares_by_its_folded_form(string nick, string folded)
    {
        Assert.True(Any.TryNick(nick, 32, out _, out var actual));
        Assert.Equal(folded, actual);
        Assert.Equal(folded, Any.Fold(nick));
    }

    [Theory]
    [InlineData("")]
    [InlineData("9lives")]
    [InlineData("#ana")]
    [InlineData("a b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u200db")]
    [InlineData("\u2603")]
    [InlineData("ana\u0000")]
    [InlineData("שלוםabc")]
    [InlineData("abcשלום")]
    [InlineData("\u1100")]
    [InlineData("a,b")]
    [InlineData("a.b")]
    public void what_could_deceive_or_break_a_line_is_no_nick(string nick) => Assert.False(Any.TryNick(nick, 32, out _, out _));

    [Fact]
    public void a_lone_surrogate_is_no_name()
    {
        Assert.False(Any.TryNick("a\ud800", 32, out _, out _));
        Assert.Equal("a\ud800", Any.Fold("a\ud800"));
    }

    [Fact]
    public void folding_what_is_folded_changes_nothing()
    {
        foreach (var name in new[] { "Ana", "ΣΊΣΥΦΟΣ", "İzmir", "ЖАННА", "Ａｎａ", "e\u0301va" }) Assert.Equal(Any.Fold(name), Any.Fold(Any.Fold(name)));
    }

    [Fact]
    public void ascii_rules_know_no_other_script() => Assert.False(NameRules.For("ascii").TryNick("éva", 32, out _, out _));

    [Fact]
    public void a_name_beyond_its_limit_is_refused()
    {
        Assert.True(Any.TryNick(new string('a', 32), 32, out _, out _));
        Assert.False(Any.TryNick(new string('a', 33), 32, out _, out _));
        Assert.True(Any.TryRoom(new string('a', 63), 64, out _, out _));
        Assert.False(Any.TryRoom(new string('a', 64), 64, out _, out _));
    }

    [Theory]
    [InlineData("lobby", true)]
    [InlineData("#lobby", true)]
    [InlineData("c++", true)]
    [InlineData("a,b", false)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    [InlineData("a\ab", false)]
    public void a_room_is_any_word_without_a_comma(string name, bool isGood) => Assert.Equal(isGood, Any.TryRoom(name, 64, out _, out _));
}
