using Parlance.Domain.Names;

namespace Parlance.Domain.Tests.Names;

/// <summary>RFC 8265 section 4.3, table 3, and its like.</summary>
public class OpaqueStringTests
{
    [Theory]
    [InlineData("correct horse battery staple", "correct horse battery staple")]
    [InlineData("Correct Horse Battery Staple", "Correct Horse Battery Staple")]
    [InlineData("\u03c0\u00df\u00e5", "\u03c0\u00df\u00e5")]
    [InlineData("Jack of \u2666s", "Jack of \u2666s")]
    [InlineData("foo\u1680bar", "foo bar")]
    [InlineData("a\u030a", "\u00e5")]
    [InlineData("\uff21", "\uff21")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    public void a_password_compares_as_it_was_typed_but_for_composition_and_spaces(string typed, string prepared)
    {
        Assert.True(OpaqueString.TryPrepare(typed, 100, out var found));
        Assert.Equal(prepared, found);
    }

    [Theory, InlineData(""), InlineData("my cat is a \tby"), InlineData("a\u0000b"), InlineData("a\u0085b"), InlineData("12345678901")]
    public void what_is_empty_too_long_or_holds_controls_is_none(string typed) => Assert.False(OpaqueString.TryPrepare(typed, 10, out _));

    [Fact]
    public void half_a_character_is_none() => Assert.False(OpaqueString.TryPrepare("a" + (char)0xd83d, 10, out _));

    [Fact]
    public void the_limit_counts_bytes()
    {
        Assert.True(OpaqueString.TryPrepare("\u00e5\u00e5", 4, out _));
        Assert.False(OpaqueString.TryPrepare("\u00e5\u00e5", 3, out _));
    }
}
