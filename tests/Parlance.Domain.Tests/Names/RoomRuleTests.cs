using Parlance.Domain.Names;

namespace Parlance.Domain.Tests.Names;

public sealed class RoomRuleTests
{
    private static readonly NameRules Rules = NameRules.For("rfc8265");

    [Theory]
    [InlineData("lobby", "lobby")]
    [InlineData("Lobby", "lobby")]
    [InlineData("#help", "#help")]
    [InlineData("c/c++", "c/c++")]
    [InlineData(@"c\2Fc++", "c/c++")]
    [InlineData(@"a\20b", @"a\20b")]
    [InlineData(@"a\5c2fb", @"a\5c2fb")]
    [InlineData(@"a\b", @"a\b")]
    [InlineData("a:b", "a:b")]
    [InlineData("\u00c4rzte", "\u00e4rzte")]
    [InlineData("1.2", "1.2")]
    public void a_room_compares_as_its_address_would(string typed, string key)
    {
        Assert.True(Rules.TryRoom(typed, 64, out var display, out var folded));
        Assert.Equal((typed, key), (display, folded));
        Assert.Equal(key, Rules.FoldRoom(typed));
        Assert.Equal(key, RoomEscapes.Decode(RoomEscapes.Encode(key)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a\u0007")]
    [InlineData("\u2665")]
    [InlineData("a\ud800")]
    public void what_lists_and_addresses_cannot_hold_is_no_room(string typed) => Assert.False(Rules.TryRoom(typed, 64, out _, out _));

    [Fact]
    public void the_limit_counts_the_hash()
    {
        Assert.True(Rules.TryRoom(new('a', 63), 64, out _, out _));
        Assert.False(Rules.TryRoom(new('a', 64), 64, out _, out _));
    }

    [Fact]
    public void an_address_holds_no_character_of_its_own_syntax() =>
        Assert.Equal(@"\22\26\27\2f\3a\3c\3e\40", RoomEscapes.Encode("\"&'/:<>@"));

    [Theory]
    [InlineData("ana", true)]
    [InlineData("1ana", true)]
    [InlineData("ana.b", true)]
    [InlineData("J\u00fcrgen", true)]
    [InlineData("a@b", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("*", false)]
    [InlineData("a:b", false)]
    [InlineData("", false)]
    public void an_account_fits_into_an_address_and_a_mask(string typed, bool fits) =>
        Assert.Equal(fits, Rules.TryAccount(typed, NameRules.AccountLengthMax, out _, out _));
}
