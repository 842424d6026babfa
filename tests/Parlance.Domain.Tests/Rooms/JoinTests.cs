using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

public class JoinTests
{
    [Fact]
    public void who_makes_a_room_is_its_founder() => Assert.Equal(Rank.Founder, new Story().WithLobby().Lobby.MemberOf(new Story()["Ana"].Uid)!.Rank);

    [Fact]
    public void who_comes_later_has_no_rank()
    {
        var story = new Story().WithLobby("Ben");
        Assert.Equal(Rank.None, story.Lobby.MemberOf(story["Ben"].Uid)!.Rank);
    }

    [Fact]
    public void a_second_join_changes_nothing() => new Story().WithLobby("Ben").When("Ben", new Join(null)).NothingHappens();

    [Theory]
    [InlineData(null, false)]
    [InlineData("wrong", false)]
    [InlineData("secret", true)]
    public void a_key_opens_the_room_to_those_who_know_it(string? key, bool opens)
    {
        var then = new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.Key, true, "secret")).When("Ben", new Join(key));
        if (opens) then.Happens<MemberJoined>();
        else then.Refused(RefusalCode.BadKey);
    }

    [Fact]
    public void a_full_room_takes_nobody() =>
        new Story().WithLobby("Ben").Given("Ana", new ChangeMode(RoomMode.Limit, true, "2")).When("Cleo", new Join(null)).Refused(RefusalCode.RoomFull);

    [Fact]
    public void a_ban_keeps_out_whom_it_matches() =>
        new Story().WithLobby().Given("Ana", new ChangeList(MaskListKind.Ban, "*!*@ben.test", true)).When("Ben", new Join(null)).Refused(RefusalCode.Banned);

    [Fact]
    public void a_ban_matches_the_real_host_behind_a_cloak() =>
        new Story().WithLobby().Given("Ana", new ChangeList(MaskListKind.Ban, "*!*@ben.real.test", true)).When("Ben", new Join(null)).Refused(RefusalCode.Banned);

    [Fact]
    public void an_exception_lifts_a_ban() =>
        new Story().WithLobby().Given("Ana", new ChangeList(MaskListKind.Ban, "*!*@*", true)).Given("Ana", new ChangeList(MaskListKind.Exception, "Ben!*@*", true))
            .When("Ben", new Join(null)).Happens<MemberJoined>();

    [Fact]
    public void a_closed_room_wants_an_invitation() =>
        new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.InviteOnly, true)).When("Ben", new Join(null)).Refused(RefusalCode.InviteOnly);

    [Fact]
    public void an_invitation_opens_ban_key_limit_and_closed_door_once()
    {
        var story = new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.InviteOnly, true)).Given("Ana", new ChangeMode(RoomMode.Key, true, "k"))
            .Given("Ana", new ChangeMode(RoomMode.Limit, true, "1")).Given("Ana", new ChangeList(MaskListKind.Ban, "Ben!*@*", true));
        story.Given("Ana", new Invite(story["Ben"].Uid, "Ben"));
        story.When("Ben", new Join(null)).Happens<MemberJoined>();
        story.Given("Ben", new Part(null));
        story.When("Ben", new Join(null)).Refused(RefusalCode.BadKey);
    }

    [Fact]
    public void an_invitation_ends_with_its_time()
    {
        var story = new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.InviteOnly, true));
        story.Given("Ana", new Invite(story["Ben"].Uid, "Ben"));
        story.Wall += Invitation.Lifetime;
        story.When("Ben", new Join(null)).Refused(RefusalCode.InviteOnly);
    }

    [Fact]
    public void an_invite_exception_is_a_standing_invitation() =>
        new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.InviteOnly, true)).Given("Ana", new ChangeList(MaskListKind.InviteException, "Ben!*@*", true))
            .When("Ben", new Join(null)).Happens<MemberJoined>();

    [Fact]
    public void nobody_is_in_more_rooms_than_allowed() =>
        new Story { Limits = new() { RoomsPerUser = 1 } }.WithLobby("Ben").Given("Ben", new Part(null)).When("Ben", new Join(null)).Happens<MemberJoined>();

    [Fact]
    public void members_only_means_an_account()
    {
        var story = new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.RegisteredOnly, true));
        story.When("Ben", new Join(null)).Refused(RefusalCode.RegisteredOnly);
        story.Connect("Eve", account: "eve");
        story.When("Eve", new Join(null)).Happens<MemberJoined>();
    }

    [Fact]
    public void tls_only_means_tls() =>
        new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.TlsOnly, true)).When("Ben", new Join(null)).Refused(RefusalCode.TlsOnly);

    [Fact]
    public void staff_enters_by_right_and_the_right_is_named() =>
        new Story().WithLobby().Given("Ana", new ChangeMode(RoomMode.InviteOnly, true)).When("Ben", new Join(null), asOperator: true).Happens<MemberJoined>();

    [Fact]
    public void the_founder_who_comes_back_is_founder_again()
    {
        var story = new Story().WithLobby("Ben").Given("Ana", new Part(null)).Given("Ana", new Join(null));
        Assert.Equal(Rank.Founder, story.Lobby.MemberOf(story["Ana"].Uid)!.Rank);
    }
}
