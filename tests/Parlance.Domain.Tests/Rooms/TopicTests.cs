using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

public class TopicTests
{
    [Fact]
    public void a_locked_topic_is_for_those_of_rank() =>
        new Story().WithLobby("Ben").When("Ben", new SetTopic("mine")).Refused(RefusalCode.RankTooLow);

    [Fact]
    public void an_open_topic_is_for_every_member() =>
        new Story().WithLobby("Ben").Given("Ana", new ChangeMode(RoomMode.TopicLocked, false))
            .When("Ben", new SetTopic("tea")).Happens<TopicSet>(t => Assert.Equal("tea", t.Text));

    [Fact]
    public void a_topic_tells_who_set_it_and_when()
    {
        var story = new Story().WithLobby();
        story.Given("Ana", new SetTopic("tea"));
        Assert.Equal(("tea", "Ana!~u@ana.test"), (story.Lobby.Topic.Text, story.Lobby.Topic.Setter));
        Assert.Equal(story.Wall, story.Lobby.Topic.At.Wall);
    }

    [Fact]
    public void the_same_topic_again_is_no_event() =>
        new Story().WithLobby().Given("Ana", new SetTopic("tea")).When("Ana", new SetTopic("tea")).NothingHappens();

    [Fact]
    public void a_topic_beyond_its_limit_is_cut_and_never_within_a_character()
    {
        var story = new Story { Limits = new() { TopicLength = 4 } }.WithLobby();
        story.When("Ana", new SetTopic("abc\U0001F375d")).Happens<TopicSet>(t => Assert.Equal("abc", t.Text));
    }

    [Fact]
    public void a_stranger_sets_no_topic() => new Story().WithLobby().When("Ben", new SetTopic("x")).Refused(RefusalCode.NotInRoom);

    [Fact]
    public void the_banned_set_no_topic_even_where_it_is_open() =>
        new Story().WithLobby("Ben").Given("Ana", new ChangeMode(RoomMode.TopicLocked, false)).Given("Ana", new ChangeList(MaskListKind.Ban, "Ben!*@*", true))
            .When("Ben", new SetTopic("x")).Refused(RefusalCode.CannotSpeak);
}
