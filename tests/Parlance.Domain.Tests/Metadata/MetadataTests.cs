using Parlance.Domain.Metadata;
using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Metadata;

public class MetadataTests
{
    [Fact]
    public void a_user_sets_changes_and_removes_a_key()
    {
        var story = new Story();
        story.When("Ana", new SetUserMetadata("url", "http://a")).Happens<UserMetadataSet>(e => Assert.False(e.Durable));
        story.When("Ana", new SetUserMetadata("url", "http://b")).Happens<UserMetadataSet>();
        Assert.Equal("http://b", story["Ana"].Metadata!["url"]);
        story.When("Ana", new SetUserMetadata("url", "http://b")).NothingHappens();
        story.When("Ana", new SetUserMetadata("url", null)).Happens<UserMetadataSet>();
        Assert.Null(story["Ana"].Metadata);
    }

    [Fact]
    public void what_is_not_set_cannot_be_removed() => new Story().When("Ana", new SetUserMetadata("url", null)).Refused(RefusalCode.NothingToDo);

    [Fact]
    public void an_empty_value_is_a_value()
    {
        var story = new Story();
        story.When("Ana", new SetUserMetadata("url", "")).Happens<UserMetadataSet>();
        Assert.Equal("", story["Ana"].Metadata!["url"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Url")]
    [InlineData("u l")]
    [InlineData("$url")]
    [InlineData("\u00fcrl")]
    public void what_is_no_key_is_refused(string key) => new Story().When("Ana", new SetUserMetadata(key, "x")).Refused(RefusalCode.BadParameter);

    [Fact]
    public void a_key_has_a_longest_length()
    {
        var story = new Story();
        story.When("Ana", new SetUserMetadata(new('k', MetadataKey.LengthMax), "x")).Happens<UserMetadataSet>();
        story.When("Ana", new SetUserMetadata(new('k', MetadataKey.LengthMax + 1), "x")).Refused(RefusalCode.BadParameter);
    }

    [Fact]
    public void a_value_is_bounded_in_bytes_not_in_characters()
    {
        var story = new Story { Limits = new() { MetadataValueBytes = 4 } };
        story.When("Ana", new SetUserMetadata("k", "\u00e9\u00e9")).Happens<UserMetadataSet>();
        story.When("Ana", new SetUserMetadata("k", "\u00e9\u00e9x")).Refused(RefusalCode.TooLong);
    }

    [Fact]
    public void so_many_keys_and_no_more_but_those_there_can_change()
    {
        var story = new Story { Limits = new() { MetadataKeys = 1 } };
        story.When("Ana", new SetUserMetadata("a", "1")).Happens<UserMetadataSet>();
        story.When("Ana", new SetUserMetadata("b", "1")).Refused(RefusalCode.ListFull);
        story.When("Ana", new SetUserMetadata("a", "2")).Happens<UserMetadataSet>();
    }

    [Fact]
    public void a_rooms_keys_are_for_its_operators_and_survive()
    {
        var story = new Story().WithLobby("Ben");
        story.When("Ben", new SetRoomMetadata("url", "x")).Refused(RefusalCode.RankTooLow);
        story.When("Cleo", new SetRoomMetadata("url", "x")).Refused(RefusalCode.NotInRoom);
        story.When("Ana", new SetRoomMetadata("url", "x")).Happens<RoomMetadataSet>(e => Assert.True(e.Durable));
        story.When("Ana", new SetRoomMetadata("url", "x")).NothingHappens();
        story.When("Cleo", new SetRoomMetadata("url", "y"), asOperator: true).Happens<RoomMetadataSet>();
        Assert.Equal("y", story.Lobby.Metadata!["url"]);
    }

    [Fact]
    public void clearing_removes_every_key_by_an_event_of_its_own()
    {
        var story = new Story().WithLobby("Ben").Given("Ana", new SetRoomMetadata("a", "1")).Given("Ana", new SetRoomMetadata("b", "2"));
        story.When("Ben", new ClearRoomMetadata()).Refused(RefusalCode.RankTooLow);
        story.Given("Ana", new ClearRoomMetadata());
        Assert.Null(story.Lobby.Metadata);
        Assert.Equal(2, story.Log.Count(l => l.Event is RoomMetadataSet { Value: null }));
        story.When("Ana", new ClearRoomMetadata()).NothingHappens();
    }
}
