using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

public class SettingTests
{
    private readonly Story _story = new Story().LoggedIn("Ana", "Ben").WithLobby("Ben");

    [Fact]
    public void an_owner_says_what_a_room_is_and_takes_it_back()
    {
        _story.When("Ana", new ChangeSetting(RoomSetting.Title, "The lobby")).Happens<SettingChanged>();
        Assert.Equal("The lobby", _story.Lobby.Setting(RoomSetting.Title));
        _story.When("Ana", new ChangeSetting(RoomSetting.Title, "The lobby")).NothingHappens();
        _story.When("Ana", new ChangeSetting(RoomSetting.Title, null)).Happens<SettingChanged>();
        Assert.Null(_story.Lobby.Setting(RoomSetting.Title));
        _story.When("Ben", new ChangeSetting(RoomSetting.Title, "mine")).Refused(RefusalCode.RankTooLow);
    }

    [Theory]
    [InlineData(RoomSetting.Title, "a\u0007b")]
    [InlineData(RoomSetting.Whois, "nobody")]
    [InlineData(RoomSetting.LongTexts, "yes")]
    [InlineData(RoomSetting.Language, "de DE")]
    [InlineData(RoomSetting.Description, "")]
    public void what_is_no_value_is_refused(RoomSetting setting, string value) => _story.When("Ana", new ChangeSetting(setting, value)).Refused(RefusalCode.BadParameter);

    [Theory, InlineData(RoomSetting.Title), InlineData(RoomSetting.Description), InlineData(RoomSetting.Language)]
    public void a_value_has_its_length_and_no_more(RoomSetting setting)
    {
        _story.When("Ana", new ChangeSetting(setting, new('a', SettingValues.LengthMax(setting)))).Happens<SettingChanged>();
        _story.When("Ana", new ChangeSetting(setting, new('b', SettingValues.LengthMax(setting) + 1))).Refused(RefusalCode.TooLong);
    }

    [Fact]
    public void nobody_comes_into_a_room_that_is_being_set_up()
    {
        _story.LoggedIn("Cleo").Given("Ana", new ChangeSetting(RoomSetting.Locked, "on"));
        _story.When("Cleo", new Join(null)).Refused(RefusalCode.RoomLocked);
        _story.Given("Ana", new ChangeSetting(RoomSetting.Locked, null)).Given("Cleo", new Join(null));
    }
}
