namespace Parlance.Scenes;

/// <summary>The runner itself: a scene that cannot fail would prove nothing.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("001 ana *", ":srv 001 ana :Welcome to it", true)]
    [InlineData("001 ana ...", "@time=x :srv 001 ana :Welcome to it", true)]
    [InlineData(":ana!* JOIN #lobby", ":ana!u@h JOIN :#lobby", true)]
    [InlineData("PRIVMSG #lobby :tea at four", ":ben!u@h PRIVMSG #lobby :tea at four", true)]
    [InlineData("PRIVMSG #lobby :tea", ":ben!u@h PRIVMSG #lobby :tea at four", false)]
    [InlineData("@time=*;msgid=* PRIVMSG ...", ":ben!u@h PRIVMSG #lobby :tea", false)]
    [InlineData(":ana!* JOIN #lobby", ":ben!u@h JOIN #lobby", false)]
    [InlineData("004 ana srv v1 abc", ":srv 004 ana :srv v1 abc", false)]
    [InlineData("TOPIC #lobby :tea*", ":ben!u@h TOPIC #lobby :tea at four", true)]
    [InlineData("TOPIC #lobby :", ":ben!u@h TOPIC #lobby :", true)]
    [InlineData("403 ana #a.b *", ":srv 403 ana #axb :No", false)]
    public void a_pattern_fits_what_it_says_and_nothing_else(string pattern, string line, bool fits) =>
        Assert.Equal(fits, Pattern.Fits(pattern, line, []));

    [Fact]
    public void a_captured_word_must_be_the_same_next_time()
    {
        var known = new Dictionary<string, string>();
        Assert.True(Pattern.Fits("@*msgid=$id* PRIVMSG ...", "@time=x;msgid=A1 :ana!u@h PRIVMSG #lobby :tea", known));
        Assert.Equal("A1", known["id"]);
        Assert.False(Pattern.Fits("@*msgid=$id* PRIVMSG ...", "@time=x;msgid=B2 :ana!u@h PRIVMSG #lobby :tea", known));
        Assert.Equal("REDACT #lobby A1", Pattern.Fill("REDACT #lobby $id", known));
    }

    [Fact]
    public void a_word_nobody_heard_cannot_be_said() =>
        Assert.Throws<FormatException>(() => Pattern.Fill("REDACT #lobby $id", new Dictionary<string, string>()));

    [Theory]
    [InlineData("ana says hello")]
    [InlineData("ana: smoke signals")]
    public void a_line_that_is_no_step_is_told_with_its_place(string line)
    {
        var problem = Assert.Throws<FormatException>(() => Scene.Parse("x.scene", ["# A title", line]));
        Assert.StartsWith("x.scene:2", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_cast_is_read_with_its_room()
    {
        var scene = Scene.Parse("x.scene", ["# A title", "ana: irc        ben: irc        both in lobby"]);
        Assert.Equal(["ana", "ben", ""], scene.Steps.Select(s => s.Actor));
        Assert.Equal("#lobby", Assert.IsType<AllJoin>(scene.Steps[2]).Room);
    }

    [Fact]
    public void a_scene_longer_than_its_limit_is_refused() =>
        Assert.Throws<FormatException>(() => Scene.Parse("x.scene", [.. Enumerable.Repeat("# A title", Scene.LinesMax + 1)]));
}
