using Parlance.Domain.Accounts;

namespace Parlance.Domain.Tests.Accounts;

public class ReadTests
{
    private readonly Story _story = new();

    public ReadTests() => _story.Account("ana");

    private ReadMarks Reads => _story.AccountOf("ana").Reads;

    [Fact]
    public void reading_goes_forward_and_never_back()
    {
        _story.When("ana", new MarkRead("room", new(1_000))).Happens<ReadMarked>();
        _story.When("ana", new MarkRead("room", new(2_000))).Happens<ReadMarked>();
        Assert.Equal(new Instant(2_000), Reads.Of("room"));
        _story.When("ana", new MarkRead("room", new(1_500))).NothingHappens();
        _story.When("ana", new MarkRead("room", new(2_000))).NothingHappens();
        Assert.Null(Reads.Of("other"));
    }

    [Fact]
    public void nobody_has_read_what_is_not_written_yet()
    {
        _story.When("ana", new MarkRead("room", new(long.MaxValue))).Happens<ReadMarked>();
        Assert.Equal(_story.Wall, Reads.Of("room"));
    }

    [Theory, InlineData(0), InlineData(ReadMarks.ConversationLengthMax + 1)]
    public void a_conversation_has_a_key_of_bounded_length(int length) => _story.When("ana", new MarkRead(new('x', length), new(1))).Refused(RefusalCode.BadParameter);

    [Fact]
    public void marks_come_to_the_same_in_any_order()
    {
        var (one, other) = (new ReadMarks(), new ReadMarks());
        foreach (var at in (long[])[3, 1, 2]) one.Merge("room", new(at));
        foreach (var at in (long[])[2, 3, 1]) other.Merge("room", new(at));
        Assert.Equal(new Instant(3), one.Of("room"));
        Assert.Equal(one.Of("room"), other.Of("room"));
    }

    [Fact]
    public void beyond_the_limit_the_mark_furthest_back_goes_but_never_that_of_deliveries()
    {
        var marks = new ReadMarks();
        marks.Merge(ReadMarks.Delivered, new(1));
        for (var i = 0; i < ReadMarks.Max + 5; i++) marks.Merge($"room {i}", new(10 + i));
        Assert.Equal(ReadMarks.Max, marks.Count);
        Assert.Equal(new Instant(1), marks.Of(ReadMarks.Delivered));
        Assert.Null(marks.Of("room 0"));
        Assert.NotNull(marks.Of($"room {ReadMarks.Max}"));
    }
}
