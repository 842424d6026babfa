using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Messages;

public class SpeakTests
{
    private static RefusalCode? Says(Story story, string who, string text = "hi", MessageKind kind = MessageKind.Say) =>
        Speak.Check(story.Lobby, story[who], story[who].In(story.Lobby), kind, System.Text.Encoding.UTF8.GetBytes(text))?.Code;

    [Fact]
    public void members_speak() => Assert.Null(Says(new Story().WithLobby("Ben"), "Ben"));

    [Fact]
    public void strangers_do_not_speak_into_a_room_of_its_own() => Assert.Equal(RefusalCode.NotInRoom, Says(new Story().WithLobby(), "Ben"));

    [Fact]
    public void strangers_speak_where_it_is_open() =>
        Assert.Null(Says(new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.NoExternal, false)), "Ben"));

    [Fact]
    public void a_moderated_room_hears_the_voiced()
    {
        var story = new Story().WithLobby("Ben").Given("Ana", new ChangeMode(RoomMode.Moderated, true));
        Assert.Equal(RefusalCode.CannotSpeak, Says(story, "Ben"));
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Voice, true));
        Assert.Null(Says(story, "Ben"));
    }

    [Fact]
    public void a_ban_silences_a_member_until_it_is_lifted()
    {
        var story = new Story().WithLobby("Ben").Given("Ana", new ChangeList(MaskListKind.Ban, "Ben!*@*", true));
        Assert.Equal(RefusalCode.Banned, Says(story, "Ben"));
        story.Given("Ana", new ChangeList(MaskListKind.Ban, "Ben!*@*", false));
        Assert.Null(Says(story, "Ben"));
    }

    [Fact]
    public void a_mute_silences_and_a_voice_speaks_all_the_same()
    {
        var story = new Story().WithLobby("Ben").Given("Ana", new ChangeList(MaskListKind.Mute, "*!*@*", true));
        Assert.Equal(RefusalCode.Banned, Says(story, "Ben"));
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Voice, true));
        Assert.Null(Says(story, "Ben"));
    }

    [Fact]
    public void a_new_nick_meets_its_bans_at_once()
    {
        var story = new Story().WithLobby("Ben").Given("Ana", new ChangeList(MaskListKind.Mute, "Bad!*@*", true));
        Assert.Null(Says(story, "Ben"));
        story.When("Ben", new Domain.Users.ChangeNick("Bad")).Happens<Domain.Users.NickChanged>();
        Assert.Equal(RefusalCode.Banned, Says(story, "Bad"));
    }

    [Theory]
    [InlineData(RoomMode.NoColour, "\x03" + "4red", MessageKind.Say)]
    [InlineData(RoomMode.NoColour, "\x02" + "bold", MessageKind.Say)]
    [InlineData(RoomMode.NoCtcp, "\x01VERSION\x01", MessageKind.Say)]
    [InlineData(RoomMode.NoNotice, "hi", MessageKind.Notice)]
    public void a_room_forbids_kinds_of_text(RoomMode mode, string text, MessageKind kind)
    {
        var story = new Story().WithLobby("Ben");
        Assert.Null(Says(story, "Ben", text, kind));
        story.Given("Ana", new ChangeMode(mode, true));
        Assert.Equal(RefusalCode.TextForbidden, Says(story, "Ben", text, kind));
        Assert.Null(Says(story, "Ben", "plain"));
    }

    [Fact]
    public void an_action_is_no_ctcp_to_forbid() =>
        Assert.Null(Says(new Story().WithLobby("Ben").Given("Ana", new ChangeMode(RoomMode.NoCtcp, true)), "Ben", "\x01" + "ACTION waves\x01"));
}
