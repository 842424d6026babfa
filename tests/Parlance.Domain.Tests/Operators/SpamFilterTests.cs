using Parlance.Domain.Operators;

namespace Parlance.Domain.Tests.Operators;

public class SpamFilterTests
{
    private static AddSpamFilter Filter(SpamPatternKind kind, string pattern, SpamTargets targets = SpamTargets.Channel) => new(kind, pattern, targets, SpamAction.Block, null, "reason");

    [Theory]
    [InlineData(SpamPatternKind.Glob, "*big casino*", "a BIG Casino", true)]
    [InlineData(SpamPatternKind.Glob, "*casino*", "nothing", false)]
    [InlineData(SpamPatternKind.Regex, "win(ner|s)[0-9]+$", "I am WINNER22", true)]
    [InlineData(SpamPatternKind.Regex, "^hello", "say hello", false)]
    public void a_filter_matches_without_regard_to_case(SpamPatternKind kind, string pattern, string text, bool matches)
    {
        var story = new Story();
        story.When("Ana", Filter(kind, pattern)).Happens<SpamFilterAdded>();
        Assert.Equal(matches, Assert.Single(story.State.SpamFilters.All).Matches(text, out _));
    }

    [Theory]
    [InlineData(SpamPatternKind.Regex, "(unclosed", RefusalCode.BadParameter)]
    [InlineData(SpamPatternKind.Regex, @"(a)\1", RefusalCode.BadParameter)]
    [InlineData(SpamPatternKind.Regex, "(?=a)b", RefusalCode.BadParameter)]
    [InlineData(SpamPatternKind.Regex, "((a{99}){99}){99}", RefusalCode.BadParameter)]
    [InlineData(SpamPatternKind.Regex, "x*", RefusalCode.TooWide)]
    [InlineData(SpamPatternKind.Glob, "*ab*", RefusalCode.TooWide)]
    [InlineData(SpamPatternKind.Glob, "", RefusalCode.BadParameter)]
    public void a_pattern_that_cannot_serve_is_refused(SpamPatternKind kind, string pattern, RefusalCode code) => new Story().When("Ana", Filter(kind, pattern)).Refused(code);

    [Fact]
    public void patterns_and_their_number_have_limits()
    {
        var story = new Story();
        story.When("Ana", Filter(SpamPatternKind.Glob, new('a', SpamRule.PatternLengthMax + 1))).Refused(RefusalCode.TooLong);
        for (var i = 0; i < SpamFilters.RulesMax; i++) story.When("Ana", Filter(SpamPatternKind.Glob, $"*spam{i}*")).Happens<SpamFilterAdded>();
        story.When("Ana", Filter(SpamPatternKind.Glob, "*one more*")).Refused(RefusalCode.TooMany);
        story.When("Ana", Filter(SpamPatternKind.Glob, "*spam7*", SpamTargets.Topic)).Happens<SpamFilterAdded>();
    }

    [Fact]
    public void the_table_knows_where_any_filter_looks()
    {
        var story = new Story();
        story.When("Ana", Filter(SpamPatternKind.Glob, "*one*", SpamTargets.Part | SpamTargets.Quit));
        story.When("Ana", Filter(SpamPatternKind.Glob, "*two*", SpamTargets.Topic));
        Assert.Equal(SpamTargets.Part | SpamTargets.Quit | SpamTargets.Topic, story.State.SpamFilters.Targets);
        story.When("Ana", new RemoveSpamFilter(story.State.SpamFilters.All[0].Id)).Happens<SpamFilterRemoved>();
        Assert.Equal(SpamTargets.Topic, story.State.SpamFilters.Targets);
        story.When("Ana", new RemoveSpamFilter("nope")).Refused(RefusalCode.NothingToDo);
    }

    [Fact]
    public void a_match_that_takes_too_long_is_none()
    {
        var story = new Story();
        story.When("Ana", Filter(SpamPatternKind.Regex, "([a-z]+[0-9]*){100}!")).Happens<SpamFilterAdded>();
        Assert.False(story.State.SpamFilters.All[0].Matches(new string('a', 200_000), out var isTooSlow));
        Assert.True(isTooSlow);
    }
}
