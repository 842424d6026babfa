using Parlance.Domain.Operators;
using Parlance.Domain.Users;

namespace Parlance.Domain.Tests.Operators;

public class OperatorTests
{
    [Fact]
    public void staff_is_counted_once_however_often_it_logs_in()
    {
        var story = new Story();
        story.When("Ana", new LogIn("root", "admin")).Happens<OperatorLoggedIn>();
        story.When("Ana", new LogIn("other", "helper")).Happens<OperatorLoggedIn>();
        Assert.Equal((1, new OperatorGrant("other", "helper")), (story.State.Users.Operators, story["Ana"].Operator));
        story.When("Ana", new LogOut(story["Ana"].Uid)).Happens<OperatorLoggedOut>();
        Assert.Equal((0, null), (story.State.Users.Operators, story["Ana"].Operator));
    }

    [Fact]
    public void who_is_staff_no_more_reads_no_notices()
    {
        var story = new Story();
        story.When("Ana", new ChooseSnomasks("ck")).Refused(RefusalCode.OperatorsOnly);
        story.When("Ana", new LogIn("root", "admin"));
        story.When("Ana", new ChooseSnomasks("ck")).Happens<SnomasksChanged>();
        story.When("Ana", new LogOut(story["Ana"].Uid));
        Assert.Equal("", story["Ana"].Snomasks);
    }

    [Theory]
    [InlineData("staff.example")]
    [InlineData("2001:db8::1")]
    [InlineData("ana/staff")]
    public void a_host_is_changed(string host)
    {
        var story = new Story();
        story.When("Ana", new ChangeHost(story["Ben"].Uid, null, host)).Happens<HostChanged>();
        Assert.Equal(host, story["Ben"].Host);
        Assert.Equal($"Ben!~u@{host}", System.Text.Encoding.UTF8.GetString(story["Ben"].Source));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":x")]
    [InlineData("a b")]
    [InlineData("a!b")]
    [InlineData("a@b")]
    [InlineData("*.b")]
    [InlineData("h\u00f6st")]
    public void what_cannot_be_a_host_is_refused(string host)
    {
        var story = new Story();
        story.When("Ana", new ChangeHost(story["Ben"].Uid, null, host)).Refused(RefusalCode.BadParameter);
    }

    [Fact]
    public void hosts_idents_and_real_names_have_limits()
    {
        var story = new Story();
        var ben = story["Ben"].Uid;
        story.When("Ana", new ChangeHost(ben, null, new('a', HostRules.HostLengthMax + 1))).Refused(RefusalCode.BadParameter);
        story.When("Ana", new ChangeHost(ben, new('a', HostRules.IdentLengthMax + 1), null)).Refused(RefusalCode.BadParameter);
        story.When("Ana", new ChangeRealName(ben, new('a', story.Limits.RealNameLength + 1))).Refused(RefusalCode.TooLong);
        story.When("Ana", new ChangeRealName(ben, "Benjamin")).Happens<RealNameChanged>();
        story.When("Ana", new ChangeHost(ben, "postman", null)).Happens<IdentChanged>();
        Assert.Equal(("postman", "Benjamin"), (story["Ben"].Ident, story["Ben"].RealName));
    }

    [Fact]
    public void a_kill_names_its_victim_and_changes_nothing_itself()
    {
        var story = new Story();
        story.When("Ana", new Kill(story["Ben"].Uid, "enough")).Happens<UserKilled>(k => Assert.Equal(("Ben", "enough"), (k.Nick, k.Reason)));
        Assert.Equal("Ben", story["Ben"].Nick);
        story.When("Ana", new Kill(default, "nobody")).Refused(RefusalCode.NoSuchUser);
    }

    [Fact]
    public void a_lockdown_is_one_of_five_levels()
    {
        var story = new Story();
        story.When("Ana", new SetLockdown((Lockdown)6)).Refused(RefusalCode.BadParameter);
        story.When("Ana", new SetLockdown((Lockdown)0)).Refused(RefusalCode.BadParameter);
        story.When("Ana", new SetLockdown(Lockdown.NoNewcomers)).Happens<LockdownSet>();
        Assert.Equal(Lockdown.NoNewcomers, story.State.Lockdown);
    }
}
