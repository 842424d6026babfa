using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Domain.Tests.Users;

public class NickTests
{
    [Fact]
    public void a_free_nick_is_taken()
    {
        var story = new Story();
        story.When("Ana", new ChangeNick("Anna")).Happens<NickChanged>(n => Assert.Equal("Ana", n.Was));
        Assert.Equal("Anna", story["Anna"].Nick);
        Assert.False(story.State.Users.TryNick("ana", out _));
    }

    [Fact]
    public void a_nick_in_use_is_refused_in_any_case() => new Story().When("Ana", new ChangeNick("BEN")).Refused(RefusalCode.NickInUse);

    [Fact]
    public void one_may_change_the_case_of_ones_own() => new Story().When("Ana", new ChangeNick("ANA")).Happens<NickChanged>();

    [Theory]
    [InlineData("")]
    [InlineData("1ana")]
    [InlineData("an a")]
    [InlineData("#ana")]
    [InlineData("a!b")]
    [InlineData("a@b")]
    [InlineData("*")]
    [InlineData("a\u0007b")]
    public void what_is_no_nick_is_refused(string nick) => new Story().When("Ana", new ChangeNick(nick)).Refused(RefusalCode.BadNick);

    [Fact]
    public void a_nick_beyond_its_limit_is_refused() => new Story().When("Ana", new ChangeNick(new string('a', 33))).Refused(RefusalCode.BadNick);

    [Fact]
    public void a_room_may_freeze_nicks_but_not_of_its_voices()
    {
        var story = new Story().WithLobby("Ben").Given("Ana", new ChangeMode(RoomMode.NoNickChange, true));
        story.When("Ben", new ChangeNick("Benno")).Refused(RefusalCode.NickFrozen);
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Voice, true));
        story.When("Ben", new ChangeNick("Benno")).Happens<NickChanged>();
    }
}
