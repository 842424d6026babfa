using System.Net;
using Parlance.Domain.Bans;

namespace Parlance.Domain.Tests.Bans;

public class BanTests
{
    private static AddBan Ban(OperBanKind kind, string mask, TimeSpan? lasts = null, bool force = false) => new(kind, mask, "reason", lasts, null, force);

    [Fact]
    public void a_ban_is_kept_in_one_form_with_its_end()
    {
        var story = new Story();
        story.When("Ana", new AddBan(OperBanKind.User, "~X@Evil.Example", "go", TimeSpan.FromHours(1), "seen twice"))
            .Happens<BanAdded>(b => Assert.Equal(("~X@evil.example", "Ana", story.Wall + TimeSpan.FromHours(1), "seen twice"), (b.Mask, b.Setter, b.Expires, b.Comment)));
        Assert.NotNull(story.State.Bans.Find(OperBanKind.User, "~x@EVIL.example"));
    }

    [Theory]
    [InlineData(OperBanKind.Address, "ana.example")]
    [InlineData(OperBanKind.Address, "")]
    [InlineData(OperBanKind.User, "a!b@c")]
    [InlineData(OperBanKind.Nick, "a b")]
    [InlineData(OperBanKind.Room, "#")]
    [InlineData(OperBanKind.RealName, "")]
    public void a_mask_that_is_none_of_its_kind_is_refused(OperBanKind kind, string mask) => new Story().When("Ana", Ban(kind, mask)).Refused(RefusalCode.BadParameter);

    [Theory]
    [InlineData(OperBanKind.User, "*@*")]
    [InlineData(OperBanKind.User, "*@*.a")]
    [InlineData(OperBanKind.User, "*@10.0.0.0/8")]
    [InlineData(OperBanKind.User, "*@2001::/16")]
    [InlineData(OperBanKind.Address, "10.0.0.0/15")]
    [InlineData(OperBanKind.Address, "::/0")]
    [InlineData(OperBanKind.RealName, "*a*")]
    [InlineData(OperBanKind.Nick, "*")]
    [InlineData(OperBanKind.Shun, "*@?*")]
    [InlineData(OperBanKind.Exempt, "*@*")]
    public void a_mask_that_hits_nearly_everybody_must_be_insisted_on(OperBanKind kind, string mask)
    {
        new Story().When("Ana", Ban(kind, mask)).Refused(RefusalCode.TooWide);
        new Story().When("Ana", Ban(kind, mask, force: true)).Happens<BanAdded>();
    }

    [Theory]
    [InlineData(OperBanKind.User, "~ana@*")]
    [InlineData(OperBanKind.User, "*@*.example")]
    [InlineData(OperBanKind.User, "~bot@10.0.0.0/8")]
    [InlineData(OperBanKind.Address, "10.1.0.0/16")]
    [InlineData(OperBanKind.Nick, "ab")]
    public void a_mask_that_says_enough_is_taken(OperBanKind kind, string mask) => new Story().When("Ana", Ban(kind, mask)).Happens<BanAdded>();

    [Fact]
    public void a_ban_that_is_over_hits_nobody()
    {
        var story = new Story();
        story.When("Ana", Ban(OperBanKind.Address, "192.0.2.0/24", TimeSpan.FromMinutes(1)));
        var address = IPAddress.Parse("192.0.2.9");
        Assert.NotNull(story.State.Bans.RefusesAddress(address, story.Wall));
        Assert.Null(story.State.Bans.RefusesAddress(address, story.Wall + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void an_exemption_stands_against_every_ban()
    {
        var story = new Story();
        var who = BanSubject.Of(story["Ben"]);
        story.When("Ana", Ban(OperBanKind.Address, "10.0.0.0/24"));
        story.When("Ana", Ban(OperBanKind.User, "*@ben.real.test"));
        story.When("Ana", Ban(OperBanKind.Shun, "*@ben.real.test"));
        Assert.NotNull(story.State.Bans.Refuses(who, story.Wall));
        Assert.NotNull(story.State.Bans.Shuns(who, story.Wall));
        story.When("Ana", Ban(OperBanKind.Exempt, $"*@{story["Ben"].Address}"));
        Assert.Null(story.State.Bans.Refuses(who, story.Wall));
        Assert.Null(story.State.Bans.Shuns(who, story.Wall));
        Assert.Null(story.State.Bans.RefusesAddress(who.Address!, story.Wall));
    }

    [Fact]
    public void a_real_name_with_spaces_is_banned()
    {
        var story = new Story();
        story.When("Ana", Ban(OperBanKind.RealName, "*big money*"));
        var ben = BanSubject.Of(story["Ben"]);
        Assert.Null(story.State.Bans.Refuses(ben, story.Wall));
        Assert.NotNull(story.State.Bans.Refuses(ben with { RealName = "Win BIG money now" }, story.Wall));
    }

    [Fact]
    public void reservations_are_about_names()
    {
        var story = new Story();
        story.When("Ana", Ban(OperBanKind.Nick, "Nick*"));
        story.When("Ana", Ban(OperBanKind.Room, "#HQ"));
        Assert.NotNull(story.State.Bans.ReservesNick("nickserv", story.Wall));
        Assert.Null(story.State.Bans.ReservesNick("ana", story.Wall));
        Assert.NotNull(story.State.Bans.ReservesRoom("hq", story.Wall));
    }

    [Fact]
    public void what_is_lifted_is_gone_from_every_index()
    {
        var story = new Story();
        foreach (var (kind, mask) in new[]
                 {
                     (OperBanKind.User, "*@10.0.0.0/24"), (OperBanKind.User, "*@ben.real.test"), (OperBanKind.User, "*@*.real.test"), (OperBanKind.Address, "10.0.0.2"), (OperBanKind.RealName, "Ben"),
                 })
        {
            story.When("Ana", Ban(kind, mask)).Happens<BanAdded>();
            Assert.Equal(kind, story.State.Bans.Refuses(BanSubject.Of(story["Ben"]), story.Wall)?.Kind);
            story.When("Ana", new RemoveBan(kind, mask)).Happens<BanRemoved>(b => Assert.False(b.Expired));
            Assert.Null(story.State.Bans.Refuses(BanSubject.Of(story["Ben"]), story.Wall));
        }

        Assert.Empty(story.State.Bans.All);
        story.When("Ana", new RemoveBan(OperBanKind.User, "*@ben.real.test")).Refused(RefusalCode.NothingToDo);
    }

    [Fact]
    public void a_ban_set_again_replaces_the_first()
    {
        var story = new Story();
        story.When("Ana", Ban(OperBanKind.User, "*@evil.example", TimeSpan.FromMinutes(1)));
        story.When("Cleo", Ban(OperBanKind.User, "*@EVIL.example"));
        Assert.Equal(("Cleo", null), (Assert.Single(story.State.Bans.All).Setter, story.State.Bans.All[0].Expires));
    }
}
