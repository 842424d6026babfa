using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Irc.Operators;

namespace Parlance.Wire.Tests.Operators;

public class EnforcementTests
{
    [Fact]
    public void the_ban_is_in_the_log_before_anybody_is_put_out()
    {
        var desk = new Desk();
        var ana = desk.Staff("ana");
        var ben = desk.Register("ben", "203.0.113.7");
        desk.Say(ana, "DLINE 203.0.113.0/24 :go");
        Assert.False(desk.IsOpen(ben));
        var ban = desk.Log.FindIndex(e => e is BanAdded);
        var quit = desk.Log.FindIndex(e => e is Domain.Users.UserDisconnected);
        Assert.InRange(ban, 0, quit - 1);
    }

    [Fact]
    public void a_crowd_is_put_out_in_slices()
    {
        var desk = new Desk();
        var ana = desk.Staff("ana");
        var crowd = Enumerable.Range(0, Enforcement.Slice + 100).Select(i => desk.Register($"b{i}", "203.0.113.7")).ToArray();
        desk.Say(ana, "KLINE *@203.0.113.7 :all of you");
        Assert.Contains(crowd, desk.IsOpen);
        desk.Pass(TimeSpan.FromMilliseconds(2));
        Assert.DoesNotContain(crowd, desk.IsOpen);
        Assert.True(desk.IsOpen(ana));
    }

    [Fact]
    public void bans_that_end_together_are_lifted_in_turns_and_each_with_an_event()
    {
        var desk = new Desk();
        var ana = desk.Staff("ana");
        for (var i = 0; i < 450; i++) desk.Say(ana, $"DLINE 1s 192.0.{i / 250}.{1 + i % 250} :short");
        Assert.Equal(450, desk.Node.State.Bans.All.Count);
        desk.Pass(TimeSpan.FromSeconds(1));
        Assert.InRange(desk.Log.OfType<BanRemoved>().Count(), 1, 449);
        for (var i = 0; i < 5; i++) desk.Pass(TimeSpan.FromMilliseconds(20));
        Assert.Equal(450, desk.Log.OfType<BanRemoved>().Count(b => b.Expired));
        Assert.Empty(desk.Node.State.Bans.All);
    }

    [Fact]
    public void a_ban_made_longer_does_not_end_at_the_first_time()
    {
        var desk = new Desk();
        var ana = desk.Staff("ana");
        desk.Say(ana, "DLINE 1s 192.0.2.1 :short", "DLINE 1h 192.0.2.1 :longer");
        desk.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal("longer", Assert.Single(desk.Node.State.Bans.All).Reason);
        desk.Pass(TimeSpan.FromHours(1));
        Assert.Empty(desk.Node.State.Bans.All);
    }

    [Fact]
    public void an_account_of_what_staff_did_is_in_the_log()
    {
        var desk = new Desk();
        var ana = desk.Staff("ana");
        desk.Register("ben");
        desk.Say(ana, "SAJOIN ben #den", "CHGHOST ben staff.test", "REHASH", "KILL ben :done");
        Assert.Contains(desk.Log, e => e is OperatorLoggedIn { Name: "root" });
        Assert.Contains(desk.Log, e => e is OperatorActed { Command: "SAJOIN", On: "ben", Detail: "#den" });
        Assert.Contains(desk.Log, e => e is HostChanged { Host: "staff.test" });
        Assert.Contains(desk.Log, e => e is OperatorActed { Command: "REHASH" });
        Assert.Contains(desk.Log, e => e is UserKilled { Nick: "ben", Reason: "done" });
    }

    [Fact]
    public void an_operator_check_that_could_not_run_makes_nobody_staff()
    {
        var desk = new Desk();
        var ana = desk.Register("ana");
        desk.Say(ana, "OPER root secret");
        desk.Finish(Assert.Single(desk.Works));
        Assert.Contains("FAIL OPER TEMPORARILY_UNAVAILABLE", desk.Heard(ana), StringComparison.Ordinal);
        desk.Say(ana, "OPER root secret");
        desk.RunWorks();
        Assert.Contains(" 381 ana ", desk.Heard(ana), StringComparison.Ordinal);
    }

    [Fact]
    public void a_gateways_client_has_its_own_address_and_not_the_gateways_security()
    {
        var desk = new Desk(new() { WebIrc = [new() { Name = "web", Password = "gateway", Addresses = [System.Net.IPNetwork.Parse("127.0.0.0/8")] }] });
        var ana = desk.Open(secure: true);
        desk.Say(ana, "WEBIRC gateway web ana.example 203.0.113.7", "NICK ana", "USER ana 0 * :Ana");
        Assert.DoesNotContain(" 001 ", desk.Heard(ana), StringComparison.Ordinal);
        desk.RunWorks();
        Assert.Contains(" 001 ana ", desk.Heard(ana), StringComparison.Ordinal);
        Assert.True(desk.Node.State.Users.TryNick("ana", out var user));
        Assert.Equal(("203.0.113.7", false), (user.Address, user.Secure));
    }

    [Fact]
    public void staff_reads_of_some_who_are_turned_away_and_how_many_more_there_were()
    {
        var desk = new Desk();
        var ana = desk.Staff("ana");
        desk.Say(ana, "MODE ana +s f", "DLINE 203.0.113.0/24 :go");
        desk.Heard(ana);
        for (var i = 0; i < Turnaways.NoticesMax + 5; i++) desk.Open("203.0.113.9");
        Assert.Equal(Turnaways.NoticesMax, desk.Heard(ana).Split("*** REFUSED: Turned away: You are banned").Length - 1);
        desk.Pass(Turnaways.Window);
        desk.Open("203.0.113.9");
        Assert.Contains("*** REFUSED: 5 more were turned away before", desk.Heard(ana), StringComparison.Ordinal);
    }

    [Fact]
    public void login_attempts_are_counted_by_address_and_forgotten_in_time()
    {
        var attempts = new LoginAttempts();
        for (var i = 0; i < LoginAttempts.AttemptsMax; i++) Assert.True(attempts.TryCount("192.0.2.1", 1000));
        Assert.False(attempts.TryCount("192.0.2.1", 1000));
        Assert.True(attempts.TryCount("192.0.2.2", 1000));
        Assert.True(attempts.TryCount("192.0.2.1", 1000 + (long)LoginAttempts.Window.TotalMilliseconds));
        for (var i = 0; i < LoginAttempts.AddressesMax * 2; i++) Assert.True(attempts.TryCount($"host{i}", 2000));
    }
}
