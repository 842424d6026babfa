using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

/// <summary>Who may give whom which standing: XEP-0045 §5.2.1, and CONVERGENCE 1.2 for the ranks that follow.</summary>
public class AccessTests
{
    private readonly Story _story = new Story().LoggedIn("Ana", "Ben", "Cleo", "Dan").WithLobby("Ben", "Cleo");

    [Fact]
    public void the_rank_of_who_is_in_follows()
    {
        _story.When("Ana", new ChangeAccess("ben", Access.Operator)).AllHappen(typeof(AccessChanged), typeof(RankGranted));
        Assert.Equal(Rank.Operator, _story["Ben"].In(_story.Lobby)!.Rank);
        _story.When("Ana", new ChangeAccess("ben", Access.Voice)).AllHappen(typeof(AccessChanged), typeof(RankRevoked), typeof(RankGranted));
        _story.When("Ana", new ChangeAccess("ben", Access.Member)).AllHappen(typeof(AccessChanged), typeof(RankRevoked));
        _story.When("Ana", new ChangeAccess("ben", Access.None)).Happens<AccessChanged>();
        Assert.Equal(Rank.None, _story["Ben"].In(_story.Lobby)!.Rank);
    }

    [Theory]
    [InlineData(Access.Operator, Access.None, Access.Voice, null)]
    [InlineData(Access.Operator, Access.None, Access.Operator, RefusalCode.RankTooLow)]
    [InlineData(Access.Operator, Access.Operator, Access.None, RefusalCode.TargetOutranks)]
    [InlineData(Access.Admin, Access.None, Access.Operator, null)]
    [InlineData(Access.Admin, Access.Admin, Access.Member, RefusalCode.TargetOutranks)]
    [InlineData(Access.Admin, Access.None, Access.Admin, RefusalCode.RankTooLow)]
    [InlineData(Access.Owner, Access.Admin, Access.Owner, null)]
    [InlineData(Access.Owner, Access.Owner, Access.None, null)]
    [InlineData(Access.HalfOperator, Access.None, Access.Voice, RefusalCode.RankTooLow)]
    [InlineData(Access.None, Access.None, Access.Member, RefusalCode.RankTooLow)]
    public void one_gives_and_takes_what_is_below_oneself(Access own, Access old, Access level, RefusalCode? refused)
    {
        if (own > Access.None) _story.Given("Ana", new ChangeAccess("ben", own));
        if (old > Access.None) _story.Given("Ana", new ChangeAccess("cleo", old));
        var then = _story.When("Ben", new ChangeAccess("cleo", level));
        if (refused is { } code) then.Refused(code);
        else Assert.Equal(level, _story.Lobby.AccessOf("cleo"));
    }

    [Fact]
    public void anybody_may_lower_themselves_but_the_last_owner()
    {
        _story.Given("Ana", new ChangeAccess("ben", Access.Voice));
        _story.When("Ben", new ChangeAccess("ben", Access.None)).AllHappen(typeof(AccessChanged), typeof(RankRevoked));
        _story.When("Ana", new ChangeAccess("ana", Access.Admin)).Refused(RefusalCode.LastOwner);
        _story.Given("Ana", new ChangeAccess("ben", Access.Owner)).Given("Ana", new ChangeAccess("ana", Access.None));
    }

    [Fact]
    public void a_room_stays_with_the_account_it_is_registered_to()
    {
        _story.Given("Ana", new RegisterRoom()).Given("Ana", new ChangeAccess("ben", Access.Owner));
        _story.When("Ben", new ChangeAccess("ana", Access.None)).Refused(RefusalCode.TargetOutranks);
    }

    [Fact]
    public void only_accounts_have_a_standing_and_only_so_many()
    {
        _story.When("Ana", new ChangeAccess("nobody", Access.Voice)).Refused(RefusalCode.NoSuchAccount);
        _story.Limits = new() { AccessEntries = 2 };
        _story.Given("Ana", new ChangeAccess("ben", Access.Voice));
        _story.When("Ana", new ChangeAccess("cleo", Access.Voice)).Refused(RefusalCode.ListFull);
        _story.Given("Ana", new ChangeAccess("ben", Access.Operator));
    }

    [Fact]
    public void a_member_needs_no_invitation()
    {
        _story.Given("Ana", new ChangeMode(RoomMode.InviteOnly, true));
        _story.When("Dan", new Join(null)).Refused(RefusalCode.InviteOnly);
        _story.Given("Ana", new ChangeAccess("dan", Access.Member)).Given("Dan", new Join(null));
        Assert.Equal(Rank.None, _story["Dan"].In(_story.Lobby)!.Rank);
    }

    [Fact]
    public void an_outcast_is_put_out_loses_its_standing_and_is_banned_by_its_account()
    {
        _story.Given("Ana", new ChangeAccess("ben", Access.Voice));
        _story.When("Ana", new Outcast("ben", true, "enough")).AllHappen(typeof(AccessChanged), typeof(MaskAdded), typeof(MemberKicked));
        Assert.Equal(["~a:ben"], _story.Lobby.Bans.Select(b => b.Mask));
        Assert.Equal("ben", Outcast.AccountOf(_story.Lobby.Bans.Single()));
        _story.When("Ben", new Join(null)).Refused(RefusalCode.Banned);
        _story.When("Ana", new Outcast("ben", false)).Happens<MaskRemoved>();
        _story.Given("Ben", new Join(null));
    }

    [Fact]
    public void who_gets_a_standing_is_no_outcast_any_more()
    {
        _story.Given("Ana", new Outcast("dan", true));
        _story.When("Ana", new ChangeAccess("dan", Access.Member)).AllHappen(typeof(AccessChanged), typeof(MaskRemoved));
        Assert.Empty(_story.Lobby.Bans);
    }

    [Fact]
    public void nobody_casts_out_a_senior_or_themselves()
    {
        _story.Given("Ana", new ChangeAccess("ben", Access.Operator)).Given("Ana", new ChangeAccess("cleo", Access.Admin));
        _story.When("Ben", new Outcast("cleo", true)).Refused(RefusalCode.TargetOutranks);
        _story.When("Ben", new Outcast("ben", true)).Refused(RefusalCode.TargetOutranks);
        _story.When("Dan", new Outcast("ben", true)).Refused(RefusalCode.RankTooLow);
        _story.When("Ana", new Outcast("ana", true)).Refused(RefusalCode.TargetOutranks);
    }

    [Theory]
    [InlineData(Access.Operator, Rank.Operator, null)]
    [InlineData(Access.Operator, Rank.Admin, RefusalCode.RankTooLow)]
    [InlineData(Access.Voice, Rank.Voice, null)]
    [InlineData(Access.Voice, Rank.Operator, RefusalCode.RankTooLow)]
    [InlineData(Access.None, Rank.Voice, RefusalCode.RankTooLow)]
    public void lasting_access_gives_back_a_rank_that_was_lost(Access own, Rank wanted, RefusalCode? refused)
    {
        if (own > Access.None) _story.Given("Ana", new ChangeAccess("ben", own));
        foreach (var rank in new[] { Rank.Voice, Rank.Operator }) _story.Given("Ana", new ChangeRank(_story["Ben"].Uid, rank, false));
        var then = _story.When("Ben", new RankByAccess(_story["Ben"].Uid, wanted, true));
        if (refused is { } code) then.Refused(code);
        else Assert.Equal(wanted, _story["Ben"].In(_story.Lobby)!.Rank);
    }
}
