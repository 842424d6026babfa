using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

public class KnockTests
{
    private static Story Closed() => new Story().WithLobby("Ben").Given("Ana", new ChangeMode(RoomMode.InviteOnly, true));

    [Fact]
    public void a_closed_room_is_knocked_on_and_those_who_may_invite_hear_it() =>
        Closed().When("Cleo", new Knock()).Happens<MemberKnocked>();

    [Fact]
    public void those_who_may_not_invite_do_not_hear_it()
    {
        var story = Closed();
        Assert.True(new MemberKnocked().IsHeardBy(story.Lobby, story["Ana"].In(story.Lobby)!));
        Assert.False(new MemberKnocked().IsHeardBy(story.Lobby, story["Ben"].In(story.Lobby)!));
        story.Given("Ana", new ChangeMode(RoomMode.FreeInvite, true));
        Assert.True(new MemberKnocked().IsHeardBy(story.Lobby, story["Ben"].In(story.Lobby)!));
    }

    [Fact]
    public void nobody_knocks_on_an_open_door() => new Story().WithLobby().When("Cleo", new Knock()).Refused(RefusalCode.RoomIsOpen);

    [Fact]
    public void nobody_knocks_from_inside() => Closed().When("Ben", new Knock()).Refused(RefusalCode.AlreadyInRoom);

    [Theory]
    [InlineData(RoomMode.NoKnock)]
    [InlineData(RoomMode.Private)]
    public void a_room_may_take_no_knocks(RoomMode mode) => Closed().Given("Ana", new ChangeMode(mode, true)).When("Cleo", new Knock()).Refused(RefusalCode.NoKnock);

    [Fact]
    public void the_banned_do_not_knock() =>
        Closed().Given("Ana", new ChangeList(MaskListKind.Ban, "Cleo!*@*", true)).When("Cleo", new Knock()).Refused(RefusalCode.Banned);

    [Fact]
    public void a_full_room_and_one_with_a_key_are_knocked_on()
    {
        new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.Limit, true, "1")).When("Cleo", new Knock()).Happens<MemberKnocked>();
        new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.Key, true, "tea")).When("Cleo", new Knock()).Happens<MemberKnocked>();
    }
}
