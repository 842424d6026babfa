using System.Text;
using Parlance.Engine;

namespace Parlance.Wire.Tests.Xmpp;

/// <summary>TLS, logging in, and binding a resource.</summary>
public class LoginTests
{
    private const string Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
    private readonly XmppRig _rig = new();

    [Fact]
    public void starttls_begins_tls_and_the_stream_anew()
    {
        var client = _rig.Connect();
        client.Opens();
        Assert.Equal("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", client.Asks("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"));
        _rig.Secure(client.Connection);
        Assert.DoesNotContain("starttls", client.Opens());
    }

    [Theory]
    [InlineData("<iq/>")]
    [InlineData(" ")]
    [InlineData("<?xml version='1.0'?>")]
    public void what_follows_starttls_in_the_clear_ends_the_connection(string more)
    {
        var client = _rig.Connect();
        client.Opens();
        client.Says("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" + more);
        Assert.Contains("<policy-violation", client.Hears());
        Assert.True(client.IsClosed);
        var later = _rig.Connect();
        later.Opens();
        later.Asks("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        later.Says(more);
        Assert.True(later.IsClosed);
    }

    [Fact]
    public void starttls_fails_where_there_is_none()
    {
        foreach (var client in new[] { _rig.Connect(door => door with { Certificate = null }), _rig.Connect(secure: true) })
        {
            Assert.DoesNotContain("starttls", client.Opens());
            Assert.Equal("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>", client.Asks("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"));
            Assert.True(client.IsClosed);
        }
    }

    [Fact]
    public void where_tls_is_required_nothing_else_is_offered_or_taken()
    {
        _rig.Register("ana");
        var client = _rig.Connect(door => door with { TlsRequired = true });
        Assert.Equal("<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>", client.Opens());
        Assert.Equal($"<failure xmlns='{Sasl}'><encryption-required/></failure>", client.Authenticates("ana"));
    }

    [Fact]
    public void a_log_in_begins_the_stream_anew_with_other_features()
    {
        _rig.Register("ana");
        var client = _rig.Connect();
        client.Opens();
        Assert.Equal($"<success xmlns='{Sasl}'/>", client.Authenticates("ana"));
        var features = client.Opens();
        Assert.Contains("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>", features);
        Assert.Contains("<session xmlns='urn:ietf:params:xml:ns:xmpp-session'><optional/></session>", features);
        Assert.DoesNotContain("mechanism", features);
    }

    [Fact]
    public void a_header_that_comes_before_the_password_is_hashed_waits()
    {
        _rig.Register("ana");
        var client = _rig.Connect();
        client.Opens();
        client.Says($"<auth xmlns='{Sasl}' mechanism='PLAIN'>{Convert.ToBase64String("\0ana\0secret"u8)}</auth>{XmppClient.Header}");
        Assert.Equal("", client.Hears());
        _rig.DoWork();
        _rig.Turn();
        Assert.Matches("^<success[^>]*/><\\?xml.*<bind ", client.Hears());
    }

    [Theory]
    [InlineData("ana", "wrong")]
    [InlineData("nobody", "secret")]
    public void a_wrong_name_and_a_wrong_password_look_the_same(string name, string password)
    {
        _rig.Register("ana");
        var client = _rig.Connect();
        client.Opens();
        Assert.Equal($"<failure xmlns='{Sasl}'><not-authorized/></failure>", client.Authenticates(name, password));
        Assert.Equal($"<success xmlns='{Sasl}'/>", client.Authenticates("ana"));
    }

    [Theory]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='FOO'/>", "invalid-mechanism")]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", "invalid-mechanism")]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>!</auth>", "incorrect-encoding")]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGE\nAYg==</auth>", "incorrect-encoding")]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>=</auth>", "malformed-request")]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AA==</auth>", "malformed-request")]
    [InlineData("<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>AA==</response>", "malformed-request")]
    [InlineData("<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", "aborted")]
    public void what_is_no_log_in_fails_and_the_stream_goes_on(string xml, string condition)
    {
        var client = _rig.Connect();
        client.Opens();
        Assert.Equal($"<failure xmlns='{Sasl}'><{condition}/></failure>", client.Asks(xml));
        Assert.False(client.IsClosed);
    }

    [Fact]
    public void an_account_of_somebody_else_is_not_for_the_asking()
    {
        _rig.Register("ana");
        _rig.Register("ben");
        var client = _rig.Connect();
        client.Opens();
        client.Says($"<auth xmlns='{Sasl}' mechanism='PLAIN'>{Convert.ToBase64String("ben\0ana\0secret"u8)}</auth>");
        _rig.DoWork();
        Assert.Equal($"<failure xmlns='{Sasl}'><invalid-authzid/></failure>", client.Hears());
    }

    [Fact]
    public void too_many_log_ins_that_fail_end_the_stream()
    {
        var client = _rig.Connect();
        client.Opens();
        for (var i = 0; i < 4; i++) Assert.EndsWith("</failure>", client.Authenticates("ana", "wrong"));
        Assert.Contains("<policy-violation", client.Authenticates("ana", "wrong"));
    }

    [Fact]
    public void a_mechanism_whose_client_begins_is_asked_for_its_words()
    {
        _rig.Register("ana");
        var client = _rig.Connect();
        client.Opens();
        Assert.Equal($"<challenge xmlns='{Sasl}'/>", client.Asks($"<auth xmlns='{Sasl}' mechanism='PLAIN'/>"));
        client.Says($"<response xmlns='{Sasl}'>{Convert.ToBase64String("\0ana\0secret"u8)}</response>");
        _rig.DoWork();
        Assert.Equal($"<success xmlns='{Sasl}'/>", client.Hears());
    }

    [Theory]
    [InlineData("")]
    [InlineData("AA==")]
    public void the_classic_profile_calls_an_empty_log_in_not_authorized(string payload)
    {
        var client = new XmppRig(XmppRig.Easy with { Xmpp = new() { IsClassic = true } }).Connect();
        client.Opens();
        Assert.Equal($"<failure xmlns='{Sasl}'><not-authorized/></failure>", client.Asks($"<auth xmlns='{Sasl}' mechanism='PLAIN'>{payload}</auth>"));
    }

    [Fact]
    public void before_a_log_in_a_request_gets_an_error_and_the_stream_goes_on()
    {
        var client = _rig.Connect();
        client.Opens();
        Assert.Equal("<iq id='r' type='error'><error type='cancel'><not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>\n", client.Asks("<iq type='get' id='r'><ping xmlns='urn:xmpp:ping'/></iq>"));
        Assert.False(client.IsClosed);
    }

    [Theory]
    [InlineData("<message to='ben@example.test'><body>hi</body></message>")]
    [InlineData("<presence/>")]
    [InlineData("<iq type='get' id='1' to='ben@example.test'><ping xmlns='urn:xmpp:ping'/></iq>")]
    public void before_a_resource_is_bound_nobody_else_is_there(string stanza)
    {
        _rig.Register("ana");
        var client = _rig.Connect();
        client.Opens();
        client.Authenticates("ana");
        client.Opens();
        Assert.Contains("not-allowed", client.Asks("<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>"));
        Assert.Contains("<not-authorized", client.Asks(stanza));
        Assert.True(client.IsClosed);
    }

    [Fact]
    public void a_guest_has_an_address_of_its_own()
    {
        var client = _rig.Connect();
        client.Opens();
        Assert.StartsWith("<success", client.Asks($"<auth xmlns='{Sasl}' mechanism='ANONYMOUS'/>"));
        client.Opens();
        Assert.Matches("<jid>1paa[a-z0-9]{5}@guests.example.test/phone</jid>", client.Binds("phone"));
        Assert.Null(client.Session.User!.Account);
    }

    [Fact]
    public void a_resource_is_made_for_who_gives_none()
    {
        _rig.Register("ana");
        var (one, other) = (Unbound("ana"), Unbound("ana"));
        Assert.Matches("<jid>ana@example.test/[A-Za-z0-9_-]{12}</jid>", one.Binds());
        Assert.Matches("<jid>ana@example.test/[A-Za-z0-9_-]{12}</jid>", other.Binds());
        Assert.NotEqual(one.Session.Jid, other.Session.Jid);
        Assert.Same(one.Session.User, other.Session.User);
    }

    [Fact]
    public void a_resource_that_is_none_is_a_bad_request_and_may_be_mended()
    {
        _rig.Register("ana");
        var client = Unbound("ana");
        Assert.Contains("<bad-request", client.Binds(new string('x', 1024)));
        Assert.Contains($"/{new string('x', 1023)}</jid>", client.Binds(new string('x', 1023)));
        Assert.Contains("<not-allowed", client.Binds("again"));
    }

    [Fact]
    public void who_binds_a_resource_again_replaces_the_old_session_and_stays()
    {
        var old = _rig.LogIn("ana", "desk");
        var user = old.Session.User;
        var other = _rig.LogIn("ana", "desk");
        Assert.Contains("<conflict", old.Hears());
        Assert.True(old.IsClosed);
        Assert.Same(user, other.Session.User);
        _rig.Lose(old.Connection);
        Assert.Same(other.Session, _rig.Dialect.SessionAt(Parlance.Xmpp.Jid.Parse("ana@example.test/desk")!));
        Assert.Single(user!.Sessions);
        Assert.Contains("type='result'", other.Asks("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>"));
    }

    [Fact]
    public void an_account_may_have_so_many_sessions_and_no_more()
    {
        var first = _rig.LogIn("ana", "r0");
        for (var i = 1; i < Node.SessionsPerUserMax; i++) _rig.LogIn("ana", $"r{i}");
        var more = Unbound("ana");
        Assert.Contains("<resource-constraint", more.Binds("more"));
        Assert.Contains("/r0</jid>", more.Binds("r0"));
        Assert.Contains("<conflict", first.Hears());
    }

    [Fact]
    public void both_protocols_see_one_user()
    {
        _rig.LogIn("ana");
        var user = _rig.Node.State.Users.Single();
        Assert.Equal(("ana", "ana", "ana@example.test"), (user.Nick, user.Account, $"{user.Ident}@{user.Host}"));
    }

    private XmppClient Unbound(string name)
    {
        var client = _rig.Connect();
        client.Opens();
        client.Authenticates(name);
        client.Opens();
        return client;
    }
}
