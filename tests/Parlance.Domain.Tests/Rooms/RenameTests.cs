using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

public class RenameTests
{
    [Fact]
    public void a_room_keeps_all_but_its_name()
    {
        var story = new Story().WithLobby("Ben").Given("Ana", new SetTopic("tea"));
        var room = story.Lobby;
        story.When("Ana", new RenameRoom("Hall", "typo")).Happens<RoomRenamed>(e => Assert.Equal(("lobby", "hall", "typo"), (e.Was, e.Folded, e.Reason)));
        Assert.True(story.State.Rooms.TryGet("hall", out var hall));
        Assert.Same(room, hall);
        Assert.Equal(("Hall", "tea", 2), (hall.Name, hall.Topic.Text, hall.Count));
        Assert.False(story.State.Rooms.TryGet("lobby", out _));
    }

    [Fact]
    public void only_operators_rename_and_only_from_inside()
    {
        var story = new Story().WithLobby("Ben");
        story.When("Ben", new RenameRoom("hall", null)).Refused(RefusalCode.RankTooLow);
        story.When("Cleo", new RenameRoom("hall", null)).Refused(RefusalCode.NotInRoom);
        story.When("Cleo", new RenameRoom("hall", null), asOperator: true).Happens<RoomRenamed>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a,b")]
    public void what_is_no_name_is_refused(string name) => new Story().WithLobby().When("Ana", new RenameRoom(name, null)).Refused(RefusalCode.BadRoomName);

    [Fact]
    public void the_same_name_is_nothing_and_another_case_is_a_rename_without_a_trace()
    {
        var story = new Story().WithLobby();
        story.When("Ana", new RenameRoom("lobby", null)).NothingHappens();
        story.When("Ana", new RenameRoom("LOBBY", null)).Happens<RoomRenamed>();
        Assert.Equal("LOBBY", story.Lobby.Name);
        Assert.Empty(story.Lobby.FormerNames);
    }

    [Fact]
    public void the_old_name_leads_to_the_room_for_its_time_and_then_is_free()
    {
        var story = new Story().WithLobby();
        var room = story.Lobby;
        story.Given("Ana", new RenameRoom("hall", null));
        Assert.True(story.State.Rooms.TryFormer("lobby", story.Wall, out var led));
        Assert.Same(room, led);
        Assert.False(story.State.Rooms.TryFormer("lobby", story.Wall + FormerName.Lifetime + TimeSpan.FromSeconds(1), out _));
    }

    [Fact]
    public void nobody_takes_a_name_that_leads_elsewhere_but_the_room_itself_may_go_back()
    {
        var story = new Story().WithLobby();
        var first = story.Lobby;
        story.Given("Ana", new RenameRoom("hall", null));
        story.WithLobby();
        story.When("Ana", new RenameRoom("hall", null)).Refused(RefusalCode.RoomExists);
        Assert.False(story.State.Rooms.TryFormer("lobby", story.Wall, out _));

        story.Given("Ana", new RenameRoom("annex", null));
        Assert.Equal(["lobby"], story.State.Rooms.Single(r => r.Name == "annex").FormerNames);
        Assert.Empty(first.FormerNames);
    }

    [Fact]
    public void a_room_remembers_so_many_names_and_forgets_the_oldest()
    {
        var story = new Story().WithLobby();
        var room = story.Lobby;
        for (var i = 0; i <= FormerName.PerRoomMax; i++) story.Take(new RoomRenamed($"r{i}", $"r{i}", room.Name, ""), story["Ana"].Uid, room.Instance);
        Assert.Equal(FormerName.PerRoomMax, room.FormerNames.Count);
        Assert.False(story.State.Rooms.TryFormer("lobby", story.Wall, out _));
        Assert.True(story.State.Rooms.TryFormer("r0", story.Wall, out _));
        story.Take(new RoomRenamed("r1", "r1", room.Name, ""), story["Ana"].Uid, room.Instance);
        Assert.False(story.State.Rooms.TryFormer("r1", story.Wall, out _));
    }

    [Fact]
    public void the_names_of_a_closed_room_are_free()
    {
        var story = new Story().WithLobby();
        var room = story.Lobby;
        story.Given("Ana", new RenameRoom("hall", null));
        story.Take(new RoomClosed("empty"), default, room.Instance);
        Assert.False(story.State.Rooms.TryFormer("lobby", story.Wall, out _));
        Assert.False(story.State.Rooms.TryGet("hall", out _));
    }
}
