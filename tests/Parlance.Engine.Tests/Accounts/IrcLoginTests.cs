using System.Text;
using Parlance.Domain.Accounts;
using Parlance.Engine.Tests.NodeSteps;

namespace Parlance.Engine.Tests.Accounts;

/// <summary>Logging in on IRC, where a scene cannot compute what to say or hold the disk.</summary>
public class IrcLoginTests
{
    private readonly LoginRig _rig = new();

    [Fact]
    public void a_client_that_speaks_scram_is_in_once_it_has_seen_the_servers_proof()
    {
        var client = Newcomer("ana");
        var scram = new ScramClient("ana", "pencil");
        client.Says("AUTHENTICATE SCRAM-SHA-256");
        Assert.Equal(["AUTHENTICATE +"], client.Hears());
        client.Says(Said(scram.First));
        client.Says(Said(scram.Final(Read(Assert.Single(client.Hears())))));
        Assert.Equal(scram.ServerProof, Read(Assert.Single(client.Hears())));
        client.Says("AUTHENTICATE +");
        Assert.Equal([":irc.localhost 900 ana ana!~u@10.0.0.1 Ana :You are now logged in as Ana", ":irc.localhost 903 ana :SASL authentication successful"], client.Hears());
        client.Says("CAP END");
        Assert.StartsWith(":irc.localhost 001 ana ", client.Hears()[0], StringComparison.Ordinal);
        Assert.Equal(("Ana", _rig.Account.Id), (client.Connection.Session.User!.Account, client.Connection.Session.User.AccountId));
    }

    [Fact]
    public void the_welcome_waits_for_the_worker_and_a_closed_connection_for_nothing()
    {
        var (ana, ben) = (Newcomer("ana"), Newcomer("ben"));
        foreach (var client in new[] { ana, ben }) client.Says("AUTHENTICATE PLAIN", Said("\0ana\0pencil"), "CAP END");
        Assert.DoesNotContain(ana.Hears(), line => line.Contains(" 001 ", StringComparison.Ordinal));
        _rig.Rig.Lose(ben);
        _rig.Rig.DoWork();
        Assert.Contains(ana.Hears(), line => line.Contains(" 001 ana ", StringComparison.Ordinal));
        Assert.Single(_rig.Node.State.Users);
    }

    [Fact]
    public void who_goes_on_without_waiting_and_gives_up_is_a_guest()
    {
        var ben = Newcomer("ben");
        ben.Says("AUTHENTICATE PLAIN", Said("\0ana\0pencil"), "AUTHENTICATE *", "CAP END");
        Assert.Contains(ben.Hears(), line => line.Contains(" 906 ben ", StringComparison.Ordinal));
        _rig.Rig.DoWork();
        Assert.Null(ben.Connection.Session.User!.Account);
    }

    [Fact]
    public void an_account_is_not_said_to_exist_before_it_is_written()
    {
        var ben = _rig.Rig.Enter("ben");
        ben.Says("REGISTER * * pencil");
        _rig.Rig.DoWork();
        Assert.Empty(ben.Hears());
        _rig.Rig.Commit();
        Assert.StartsWith(":irc.localhost REGISTER SUCCESS ben ", ben.Hears()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void two_who_register_one_name_in_the_same_round_hear_different_answers()
    {
        Client first = Newcomer("ben"), second = Newcomer("cleo");
        first.Says("REGISTER * * one");
        first.Says("NICK ben2");
        second.Says("NICK ben", "REGISTER * * two");
        _rig.Rig.DoWork();
        _rig.Rig.Commit();
        Assert.Contains("REGISTER SUCCESS ben ", first.Hears()[0], StringComparison.Ordinal);
        Assert.Contains("FAIL REGISTER ACCOUNT_EXISTS ben ", second.Hears()[^1], StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void a_suspended_or_removed_accounts_user_is_logged_out_and_cut(bool removed)
    {
        var ana = Newcomer("ana");
        ana.Says("AUTHENTICATE PLAIN", Said("\0ana\0pencil"));
        _rig.Rig.DoWork();
        ana.Says("CAP END");
        ana.Hears();
        Assert.Null(_rig.Node.Ask(null, _rig.Account, removed ? new RemoveAccount(TimeSpan.Zero) : new SuspendAccount("spam")));
        _rig.Rig.Turn();
        _rig.Rig.Turn();
        _rig.Rig.Commit();
        var heard = ana.Hears();
        Assert.Contains(heard, line => line.Contains(" 901 ana ana!~u@", StringComparison.Ordinal));
        Assert.StartsWith("ERROR :", heard[^1], StringComparison.Ordinal);
        Assert.Empty(_rig.Node.State.Users);
    }

    [Fact]
    public void who_asked_hears_what_the_new_settings_offer()
    {
        var ben = Newcomer("ben");
        ben.Says("CAP REQ :sasl", "CAP END");
        ben.Hears();
        var settings = _rig.Node.Settings;
        _rig.Rig.Reload(settings with { Accounts = settings.Accounts with { Sasl = ["PLAIN"] } });
        Assert.Equal([":irc.localhost CAP ben NEW :sasl=PLAIN"], ben.Hears());
        _rig.Rig.Reload(settings with { Accounts = settings.Accounts with { Sasl = [], Registration = RegistrationPolicy.Closed } });
        Assert.Equal([":irc.localhost CAP ben DEL :draft/account-registration sasl"], ben.Hears());
        ben.Says("CAP LIST");
        Assert.DoesNotContain("sasl", Assert.Single(ben.Hears()), StringComparison.Ordinal);
    }

    [Fact]
    public void nobody_keeps_a_reserved_nick_from_its_owner_by_asking_for_it_first()
    {
        Newcomer("ana");
        var owner = Newcomer("ana");
        owner.Says("AUTHENTICATE PLAIN", Said("\0ana\0pencil"), "CAP END");
        _rig.Rig.DoWork();
        Assert.Equal("ana", owner.Connection.Session.User!.Nick);
    }

    private Client Newcomer(string nick)
    {
        var client = _rig.Rig.Connect(secure: true);
        client.Says("CAP LS 302", $"NICK {nick}", "USER u 0 * :u");
        client.Hears();
        return client;
    }

    private static string Said(string message) => "AUTHENTICATE " + Convert.ToBase64String(Encoding.UTF8.GetBytes(message));

    private static string Read(string line) => Encoding.UTF8.GetString(Convert.FromBase64String(line["AUTHENTICATE ".Length..]));
}
