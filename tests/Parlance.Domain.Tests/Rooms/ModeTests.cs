using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

public class ModeTests
{
    [Theory]
    [InlineData(RoomMode.Limit, "10", true)]
    [InlineData(RoomMode.Limit, "0", false)]
    [InlineData(RoomMode.Limit, "-1", false)]
    [InlineData(RoomMode.Limit, "99999999999999", false)]
    [InlineData(RoomMode.Limit, null, false)]
    [InlineData(RoomMode.Key, "k", true)]
    [InlineData(RoomMode.Key, "a b", false)]
    [InlineData(RoomMode.Key, ":a", false)]
    [InlineData(RoomMode.Key, "a,b", false)]
    [InlineData(RoomMode.Key, "", false)]
    [InlineData(RoomMode.Flood, "5:10", true)]
    [InlineData(RoomMode.Flood, "5", false)]
    [InlineData(RoomMode.Flood, "0:10", false)]
    [InlineData(RoomMode.Flood, "5:999999", false)]
    [InlineData(RoomMode.JoinThrottle, "3:5", true)]
    [InlineData(RoomMode.JoinThrottle, ":", false)]
    public void a_value_is_checked(RoomMode mode, string? value, bool isGood)
    {
        var then = new Story().WithLobby().When("Ana", new ChangeMode(mode, true, value));
        if (isGood) then.Happens<ModeChanged>(m => Assert.Equal(value, m.Value));
        else then.Refused(RefusalCode.BadParameter);
    }

    [Fact]
    public void a_mode_that_is_set_is_not_set_again() => new Story().WithLobby().When("Ana", new ChangeMode(RoomMode.NoExternal, true)).NothingHappens();

    [Fact]
    public void a_mode_that_is_not_set_is_not_cleared() => new Story().WithLobby().When("Ana", new ChangeMode(RoomMode.Moderated, false)).NothingHappens();

    [Fact]
    public void every_mode_can_be_set_and_cleared()
    {
        foreach (var mode in Enum.GetValues<RoomMode>())
        {
            var value = RoomModes.HasValue(mode) ? mode is RoomMode.Flood or RoomMode.JoinThrottle ? "5:10" : "7" : null;
            var on = default(RoomModes).With(mode, true, value);
            Assert.True(on.Has(mode), mode.ToString());
            Assert.Equal(value, on.ValueOf(mode));
            Assert.Equal(default, on.With(mode, false));
        }
    }

    [Fact]
    public void modes_are_for_operators() => new Story().WithLobby("Ben").When("Ben", new ChangeMode(RoomMode.Moderated, true)).Refused(RefusalCode.RankTooLow);

    [Fact]
    public void a_room_becomes_permanent_by_staff_only() =>
        new Story().WithLobby().When("Ana", new ChangeMode(RoomMode.Permanent, true)).Refused(RefusalCode.OperatorsOnly);

    [Fact]
    public void a_list_takes_no_more_than_its_limit() =>
        new Story { Limits = new() { ListEntries = 1 } }.WithLobby().Given("Ana", new ChangeList(MaskListKind.Ban, "a!*@*", true))
            .When("Ana", new ChangeList(MaskListKind.Ban, "b!*@*", true)).Refused(RefusalCode.ListFull);

    [Fact]
    public void a_mask_that_is_listed_is_not_listed_twice() =>
        new Story().WithLobby().Given("Ana", new ChangeList(MaskListKind.Ban, "a!*@*", true)).When("Ana", new ChangeList(MaskListKind.Ban, "A!*@*", true)).NothingHappens();

    [Fact]
    public void what_is_taken_off_a_list_is_off()
    {
        var story = new Story().WithLobby().Given("Ana", new ChangeList(MaskListKind.Ban, "Ben!*@*", true)).Given("Ana", new ChangeList(MaskListKind.Ban, "Ben!*@*", false));
        Assert.True(story.Lobby.Bans.IsEmpty);
        story.When("Ben", new Join(null)).Happens<MemberJoined>();
    }
}
