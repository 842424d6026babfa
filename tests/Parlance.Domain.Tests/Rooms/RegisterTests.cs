using Parlance.Domain.Accounts;
using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

public class RegisterTests
{
    private readonly Story _story = new Story().LoggedIn("Ana", "Ben", "Cleo").WithLobby("Ben", "Dan");

    [Fact]
    public void an_owner_registers_a_room_and_it_says_so_by_its_mode()
    {
        _story.When("Ana", new RegisterRoom()).Happens<RoomRegistered>(e => Assert.Equal("ana", e.Account));
        Assert.Equal(("ana", true, Access.Owner), (_story.Lobby.RegisteredTo, _story.Lobby.Has(RoomMode.Registered), _story.Lobby.AccessOf("ana")));
        Assert.Equal(1, _story.State.Rooms.RegisteredTo("ana"));
        _story.When("Ana", new RegisterRoom()).Refused(RefusalCode.AlreadyRegistered);
    }

    [Fact]
    public void others_and_guests_do_not()
    {
        _story.When("Ben", new RegisterRoom()).Refused(RefusalCode.RankTooLow);
        _story.When("Dan", new RegisterRoom()).Refused(RefusalCode.RegisteredOnly);
    }

    [Fact]
    public void a_founder_who_logged_in_since_may()
    {
        var story = new Story().WithLobby().LoggedIn("Ana");
        Assert.Equal(Access.None, story.Lobby.AccessOf("ana"));
        story.When("Ana", new RegisterRoom()).Happens<RoomRegistered>();
        Assert.Equal(Access.Owner, story.Lobby.AccessOf("ana"));
    }

    [Fact]
    public void where_the_server_says_so_only_staff_do()
    {
        _story.Limits = new() { RoomRegistration = false };
        _story.When("Ana", new RegisterRoom()).Refused(RefusalCode.OperatorsOnly);
        _story.When("Ana", new RegisterRoom(), asOperator: true).Happens<RoomRegistered>();
    }

    [Fact]
    public void an_account_has_so_many_rooms_and_no_more()
    {
        _story.Limits = new() { RegisteredRooms = 1 };
        _story.Given("Ana", new RegisterRoom()).Given("Ana", new RenameRoom("hall", null)).WithLobby();
        _story.When("Ana", new RegisterRoom()).Refused(RefusalCode.TooMany);
    }

    [Fact]
    public void a_room_that_is_unregistered_waits_for_its_lease_from_then_on()
    {
        _story.Given("Ana", new RegisterRoom());
        foreach (var nick in new[] { "Ana", "Ben", "Dan" }) _story.Given(nick, new Part(null));
        var emptied = _story.Lobby.EmptySince;
        _story.When("Ben", new UnregisterRoom()).Refused(RefusalCode.RankTooLow);
        _story.When("Ana", new UnregisterRoom()).Happens<RoomUnregistered>();
        Assert.Equal((null, false, 0), (_story.Lobby.RegisteredTo, _story.Lobby.Has(RoomMode.Registered), _story.State.Rooms.RegisteredTo("ana")));
        Assert.True(_story.Lobby.EmptySince > emptied);
        _story.When("Ana", new UnregisterRoom()).Refused(RefusalCode.NotRegistered);
    }

    [Fact]
    public void the_mode_is_set_by_registration_only() => _story.When("Ana", new ChangeMode(RoomMode.Registered, true)).Refused(RefusalCode.OperatorsOnly);

    [Fact]
    public void who_gives_a_room_away_is_an_admin_from_then_on()
    {
        _story.Given("Ana", new RegisterRoom());
        _story.When("Ben", new TransferRoom("ben")).Refused(RefusalCode.RankTooLow);
        _story.When("Ana", new TransferRoom("nobody")).Refused(RefusalCode.NoSuchAccount);
        _story.When("Ana", new TransferRoom("ben")).AllHappen(typeof(RoomTransferred), typeof(RankGranted), typeof(RankRevoked), typeof(RankGranted));
        Assert.Equal(("ben", Access.Owner, Access.Admin), (_story.Lobby.RegisteredTo, _story.Lobby.AccessOf("ben"), _story.Lobby.AccessOf("ana")));
        Assert.Equal((Rank.Founder, Rank.Admin), (_story["Ben"].In(_story.Lobby)!.Rank, _story["Ana"].In(_story.Lobby)!.Rank));
        Assert.Equal((0, 1), (_story.State.Rooms.RegisteredTo("ana"), _story.State.Rooms.RegisteredTo("ben")));
    }

    [Fact]
    public void with_an_account_goes_its_standing_and_the_room_goes_to_another_owner()
    {
        _story.Given("Ana", new RegisterRoom()).Given("Ana", new ChangeAccess("ben", Access.Owner)).Given("Ana", new ChangeAccess("cleo", Access.Voice));
        _story.When("cleo", new RemoveAccount(TimeSpan.Zero));
        _story.When("ana", new RemoveAccount(TimeSpan.Zero));
        Assert.Equal(["ben"], _story.Lobby.Access.Keys);
        Assert.Equal("ben", _story.Lobby.RegisteredTo);
        _story.When("ben", new RemoveAccount(TimeSpan.Zero));
        Assert.Equal((null, false, 0), (_story.Lobby.RegisteredTo, _story.Lobby.Has(RoomMode.Registered), _story.Lobby.Access.Count));
    }

    [Fact]
    public void an_owner_closes_a_room_with_all_in_it()
    {
        _story.Given("Ana", new RegisterRoom());
        _story.When("Ben", new CloseRoom(null)).Refused(RefusalCode.RankTooLow);
        _story.When("Ana", new CloseRoom("done", "hall")).Happens<RoomClosed>(e => Assert.Equal(("done", "hall"), (e.Reason, e.Alternate)));
        Assert.False(_story.State.Rooms.TryGet("lobby", out _));
        Assert.Empty(_story["Ben"].Memberships);
        Assert.Equal(0, _story.State.Rooms.RegisteredTo("ana"));
    }
}
