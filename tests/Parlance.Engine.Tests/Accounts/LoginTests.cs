using System.Net;
using System.Text;
using Parlance.Domain.Accounts;
using Parlance.Engine.Security.Sasl;
using Parlance.Engine.Tests.NodeSteps;

namespace Parlance.Engine.Tests.Accounts;

/// <summary>Who is let in, who is not, and what the answer tells.</summary>
public class LoginTests
{
    private static readonly string s_fingerprint = new('a', 64);
    private readonly LoginRig _rig = new();

    [Theory, InlineData("Ana"), InlineData("ana"), InlineData("ANA"), InlineData("ana@localhost")]
    public void the_right_password_is_right_however_the_name_is_written(string name)
    {
        var outcome = _rig.Plain(name, "pencil");
        Assert.Equal((SaslResult.Success, _rig.Account), (outcome.Result, outcome.Account));
        Assert.Equal(SaslResult.Success, _rig.ScramSha256(name, "pencil").Result);
    }

    [Theory, InlineData("ana", "Pencil"), InlineData("ana", "pencil "), InlineData("nobody", "pencil"), InlineData("ana@elsewhere.example", "pencil"), InlineData("ana", "\u0007")]
    public void a_wrong_password_and_an_unknown_name_are_answered_alike(string name, string password)
    {
        Assert.Equal((SaslOutcome)SaslFault.NotAuthorized, _rig.Plain(name, password));
        Assert.Equal((SaslOutcome)SaslFault.NotAuthorized, _rig.ScramSha256(name, password));
    }

    [Fact]
    public void a_name_without_an_account_costs_as_much_and_keeps_its_salt()
    {
        string Challenge(string name) => Encoding.UTF8.GetString(_rig.Step(_rig.Node.Logins.Begin(_rig.Secure(), "SCRAM-SHA-256")!, $"n,,n={name},r=x").Data.Span).Split(',', 2)[1];
        var (ana, nobody) = (Challenge("ana"), Challenge("nobody"));
        Assert.Equal((nobody, ana.Length), (Challenge("NOBODY"), nobody.Length));
        Assert.NotEqual(nobody, Challenge("nobody2"));
        Assert.EndsWith(",i=4096", nobody, StringComparison.Ordinal);

        _rig.Node.Logins.Begin(_rig.Secure(), "PLAIN")!.Step("\0nobody\0pencil"u8, _ => { });
        _rig.Rig.Turn();
        Assert.Single(_rig.Rig.Work);
    }

    [Fact]
    public void nobody_acts_as_somebody_else()
    {
        _rig.Create("ben", "pencil");
        Assert.Equal((SaslOutcome)SaslFault.WrongAuthorization, _rig.Plain("ana", "pencil", "ben"));
        Assert.Equal((SaslOutcome)SaslFault.WrongAuthorization, _rig.ScramSha256("ana", "pencil", header: "n,a=ben,"));
        Assert.Equal(SaslResult.Success, _rig.Plain("ana", "pencil", "Ana").Result);
        Assert.Equal(SaslResult.Success, _rig.ScramSha256("ana", "pencil", header: "n,a=ana@localhost,").Result);
    }

    [Theory, InlineData(""), InlineData("ana"), InlineData("ana\0pencil"), InlineData("\0\0pencil"), InlineData("\0ana\0"), InlineData("\0ana\0pencil\0")]
    public void what_is_not_plain_is_malformed(string message) => Assert.Equal((SaslOutcome)SaslFault.Malformed, _rig.Step(_rig.Node.Logins.Begin(_rig.Secure(), "PLAIN")!, message));

    [Fact]
    public void bytes_that_are_no_text_are_malformed()
    {
        foreach (var mechanism in new[] { "PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-512" })
            Assert.Equal((SaslOutcome)SaslFault.Malformed, _rig.Node.Logins.Begin(_rig.Secure(), mechanism)!.Step([0, 0xff, 0xfe, 0, 0x80], _ => { }));
    }

    [Theory, InlineData("PLAIN"), InlineData("SCRAM-SHA-256")]
    public void a_message_has_a_length_whatever_the_mechanism(string mechanism) =>
        Assert.Equal((SaslOutcome)SaslFault.TooLong, _rig.Node.Logins.Begin(_rig.Secure(), mechanism)!.Step(new byte[SaslExchange.MessageMax + 1], _ => { }));

    [Fact]
    public void an_exchange_is_over_when_it_is_over()
    {
        var exchange = _rig.Node.Logins.Begin(_rig.Secure(), "PLAIN")!;
        Assert.Equal(SaslResult.Success, _rig.Step(exchange, "\0ana\0pencil").Result);
        Assert.Equal((SaslOutcome)SaslFault.Malformed, _rig.Step(exchange, "\0ana\0pencil"));
    }

    [Fact]
    public void what_comes_of_an_abandoned_try_is_told_to_nobody()
    {
        var exchange = _rig.Node.Logins.Begin(_rig.Secure(), "PLAIN")!;
        var told = 0;
        exchange.Step("\0ana\0pencil"u8, _ => told++);
        exchange.Abort();
        _rig.Rig.DoWork();
        Assert.Equal(0, told);
    }

    [Theory]
    [InlineData("r=clientnonce", "r=Clientnonce")]
    [InlineData("c=biws", "c=eSws")]
    public void a_bent_final_message_proves_nothing(string from, string to) =>
        Assert.Equal((SaslOutcome)SaslFault.NotAuthorized, _rig.ScramSha256("ana", "pencil", bend: m => m.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void a_password_that_was_changed_meanwhile_is_no_longer_right()
    {
        var exchange = _rig.Node.Logins.Begin(_rig.Secure(), "PLAIN")!;
        SaslOutcome late = default;
        exchange.Step("\0ana\0pencil"u8, outcome => late = outcome);
        _rig.Node.Ask(null, _rig.Account, new ReplaceCredentials(new([])));
        _rig.Rig.DoWork();
        Assert.Equal((SaslOutcome)SaslFault.NotAuthorized, late);
    }

    [Fact]
    public void a_suspended_account_hears_why_once_it_has_proved_itself()
    {
        _rig.Node.Ask(null, _rig.Account, new SuspendAccount("spam"));
        Assert.Equal((SaslFault.Suspended, "spam"), (_rig.Plain("ana", "pencil").Fault, _rig.Plain("ana", "pencil").Detail));
        Assert.Equal((SaslOutcome)SaslFault.NotAuthorized, _rig.Plain("ana", "wrong"));
    }

    [Fact]
    public void passwords_in_the_clear_are_for_encrypted_connections_unless_the_operator_says_so()
    {
        var open = SaslClient.Of(_rig.Rig.Connect().Connection);
        Assert.DoesNotContain("PLAIN", _rig.Node.Logins.Offered(open));
        Assert.Null(_rig.Node.Logins.Begin(open, "PLAIN"));
        Assert.Equal(["SCRAM-SHA-256", "SCRAM-SHA-512", "SCRAM-SHA-1", "PLAIN"], _rig.Node.Logins.Offered(_rig.Secure()));

        var lax = new LoginRig(NodeRig.Unlimited with { Accounts = new() { PlainWithoutTls = true } });
        Assert.Equal(SaslResult.Success, lax.Plain("ana", "pencil", client: SaslClient.Of(lax.Rig.Connect().Connection)).Result);
    }

    [Fact]
    public void only_what_the_settings_name_is_offered()
    {
        var rig = new LoginRig(NodeRig.Unlimited with { Accounts = new() { Sasl = ["PLAIN"] } });
        Assert.Equal(["PLAIN"], rig.Node.Logins.Offered(rig.Secure()));
        Assert.Null(rig.Node.Logins.Begin(rig.Secure(), "SCRAM-SHA-256"));
        Assert.Null(rig.Node.Logins.Begin(rig.Secure(), "GSSAPI"));
        Assert.Null(rig.Node.Logins.Begin(rig.Secure(), "PLAIN-PLUS"));
    }

    [Fact]
    public void a_certificate_lets_in_its_account_and_no_other()
    {
        _rig.Node.Ask(null, _rig.Account, new AddCertificate(s_fingerprint));
        SaslOutcome External(SaslClient client, string authorization) => _rig.Step(_rig.Node.Logins.Begin(client, "EXTERNAL")!, authorization);
        Assert.Equal(_rig.Account, External(_rig.Secure(s_fingerprint), "").Account);
        Assert.Equal(_rig.Account, External(_rig.Secure(s_fingerprint), "ana").Account);
        Assert.Equal((SaslOutcome)SaslFault.WrongAuthorization, External(_rig.Secure(s_fingerprint), "ben"));
        Assert.Equal((SaslOutcome)SaslFault.NotAuthorized, External(_rig.Secure(new('b', 64)), ""));
        Assert.Null(_rig.Node.Logins.Begin(_rig.Secure(), "EXTERNAL"));
        Assert.Null(_rig.Node.Logins.Begin(_rig.Secure(s_fingerprint) with { IsDirect = false }, "EXTERNAL"));
    }

    [Fact]
    public void a_guest_may_come_by_anonymous_where_guests_may_come()
    {
        Assert.Equal(new(SaslResult.Success), _rig.Step(_rig.Node.Logins.Begin(_rig.Secure(), "ANONYMOUS", anonymous: true)!, "trace"));
        Assert.Equal((SaslOutcome)SaslFault.Malformed, _rig.Step(_rig.Node.Logins.Begin(_rig.Secure(), "ANONYMOUS", anonymous: true)!, new('x', 256)));
        Assert.Null(_rig.Node.Logins.Begin(_rig.Secure(), "ANONYMOUS"));
        var closed = new LoginRig(NodeRig.Unlimited with { Accounts = new() { Guests = false } });
        Assert.Null(closed.Node.Logins.Begin(closed.Secure(), "ANONYMOUS", anonymous: true));
    }

    [Fact]
    public void an_address_has_so_many_wrong_tries_in_a_minute_and_right_ones_do_not_count()
    {
        var rig = new LoginRig(new() { Limits = new() { ConnectionsPerAddress = 1000, ThrottleConnections = 1000 }, Accounts = new() { LoginAttemptsPerMinute = 3 } });
        for (var i = 0; i < 10; i++) Assert.Equal(SaslResult.Success, rig.Plain("ana", "pencil").Result);
        for (var i = 0; i < 3; i++) Assert.Equal(SaslFault.NotAuthorized, rig.Plain("ana", "wrong").Fault);
        Assert.Equal(SaslFault.TooMany, rig.Plain("ana", "pencil").Fault);
        Assert.Equal(SaslFault.TooMany, rig.ScramSha256("ana", "pencil").Fault);
        Assert.Equal(SaslResult.Success, rig.Plain("ana", "pencil", client: SaslClient.Of(rig.Rig.Connect("10.9.9.9", secure: true).Connection)).Result);
        rig.Rig.Turn(60_000);
        Assert.Equal(SaslResult.Success, rig.Plain("ana", "pencil").Result);
    }

    [Fact]
    public void addresses_remembered_have_a_limit()
    {
        var attempts = new LoginAttempts();
        var address = IPAddress.Parse("10.0.0.1");
        Assert.True(attempts.TryCount(address, 1, 0));
        Assert.False(attempts.TryCount(address, 1, 0));
        for (var i = 0; i < LoginAttempts.AddressesMax; i++) attempts.TryCount(new IPAddress(i + 0x0B00_0000L), 1, 0);
        Assert.True(attempts.TryCount(address, 1, 0));
    }

    [Fact]
    public void when_no_worker_is_free_the_answer_is_to_try_again()
    {
        SaslOutcome late = default;
        _rig.Node.Logins.Begin(_rig.Secure(), "PLAIN")!.Step("\0ana\0pencil"u8, outcome => late = outcome);
        _rig.Rig.DoWork(run: false);
        Assert.Equal((SaslOutcome)SaslFault.Busy, late);
    }
}
