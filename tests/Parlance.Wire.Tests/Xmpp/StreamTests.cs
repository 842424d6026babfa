namespace Parlance.Wire.Tests.Xmpp;

/// <summary>Headers, features, errors, and the end of a stream.</summary>
public class StreamTests
{
    private const string Errors = "urn:ietf:params:xml:ns:xmpp-streams";
    private readonly XmppRig _rig = new();

    [Fact]
    public void a_header_is_answered_with_ours_and_what_is_offered()
    {
        var answer = _rig.Connect().Asks(XmppClient.Header);
        Assert.Matches("^<\\?xml version='1.0'\\?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='[0-9a-f]{32}' from='example.test' version='1.0' xml:lang='en'>" +
            "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>SCRAM-SHA-256</mechanism>.*</mechanisms><register xmlns='http://jabber.org/features/iq-register'/></stream:features>$", answer);
    }

    [Theory]
    [InlineData("to='example.test'", "to='other.test'", "host-unknown")]
    [InlineData("to='example.test'", "to='ana@example.test'", "host-unknown")]
    [InlineData("to='example.test'", "to='a b'", "host-unknown")]
    [InlineData("to='example.test'", "", "improper-addressing")]
    [InlineData("version='1.0'>", ">", "unsupported-version")]
    [InlineData("version='1.0'>", "version='0.9'>", "unsupported-version")]
    [InlineData("version='1.0'>", "version='x'>", "unsupported-version")]
    [InlineData("'jabber:client'", "'jabber:server'", "invalid-namespace")]
    [InlineData("xmlns='jabber:client'", "", "invalid-namespace")]
    [InlineData("'http://etherx.jabber.org/streams'", "'http://wrong.namespace.example.org/'", "invalid-namespace")]
    [InlineData("stream:stream", "stream:stram", "invalid-namespace")]
    [InlineData("<?xml version='1.0'?>", "<?xml version='1.0' encoding='UTF-16'?>", "unsupported-encoding")]
    [InlineData("<?xml version='1.0'?>", "<!DOCTYPE x>", "restricted-xml")]
    [InlineData("<?xml version='1.0'?>", "<?xml version='1.0'?>hello", "not-well-formed")]
    [InlineData("<?xml version='1.0'?>", "GET / HTTP/1.1\r\n", "not-well-formed")]
    public void a_wrong_header_is_told_what_is_wrong_in_a_stream_of_ours(string right, string wrong, string error)
    {
        var client = _rig.Connect();
        var answer = client.Asks(XmppClient.Header.Replace(right, wrong));
        Assert.Matches($"^<\\?xml version='1.0'\\?><stream:stream [^>]*><stream:error><{error} xmlns='{Errors}'/>.*</stream:error></stream:stream>$", answer);
        Assert.True(client.IsClosed);
    }

    [Theory]
    [InlineData("Example.Test")]
    [InlineData("example.test.")]
    [InlineData("guests.example.test")]
    public void a_domain_is_known_however_it_is_written(string to) =>
        Assert.Contains("<stream:features>", _rig.Connect().Asks(XmppClient.Header.Replace("to='example.test'", $"to='{to}'")));

    [Fact]
    public void another_prefix_for_streams_is_refused() =>
        Assert.Contains("<bad-namespace-prefix", _rig.Connect().Asks("<s:stream to='example.test' xmlns='jabber:client' xmlns:s='http://etherx.jabber.org/streams' version='1.0'>"));

    [Theory]
    [InlineData("<message><body>&foo;</body></message>", "restricted-xml")]
    [InlineData("<message><!-- --></message>", "restricted-xml")]
    [InlineData("<message></iq>", "not-well-formed")]
    [InlineData("words", "bad-format")]
    [InlineData("<unknown/>", "unsupported-stanza-type")]
    [InlineData("<message xmlns='urn:x'/>", "invalid-namespace")]
    [InlineData("<iq xmlns='' type='get' id='1'><a/></iq>", "invalid-namespace")]
    [InlineData("<message/>", "not-authorized")]
    [InlineData("<presence/>", "not-authorized")]
    [InlineData("<r xmlns='urn:xmpp:sm:3'/>", "not-authorized")]
    public void what_may_not_come_ends_the_stream(string xml, string error)
    {
        var client = _rig.Connect();
        client.Opens();
        Assert.Matches($"^<stream:error><{error} xmlns='{Errors}'/>.*</stream:error></stream:stream>$", client.Asks(xml));
        Assert.True(client.IsClosed);
    }

    [Fact]
    public void a_stanza_before_a_log_in_has_a_smaller_limit()
    {
        var client = _rig.Connect();
        client.Opens();
        Assert.Contains("<policy-violation", client.Asks($"<iq type='get' id='1'><a>{new string('x', 10_000)}</a></iq>"));
        Assert.Contains("service-unavailable", _rig.LogIn("ana").Asks($"<iq type='get' id='1'><a>{new string('x', 10_000)}</a></iq>"));
        Assert.Contains("<policy-violation", _rig.LogIn("ana").Asks($"<iq type='get' id='1'><a>{new string('x', 256 << 10)}</a></iq>"));
    }

    [Fact]
    public void a_stream_that_is_ended_is_ended_from_this_side_too()
    {
        var client = _rig.LogIn("ana");
        Assert.Equal("</stream:stream>", client.Asks("</stream:stream>"));
        Assert.True(client.IsClosed);
        Assert.Empty(_rig.Node.State.Users);
    }

    [Fact]
    public void who_does_not_log_in_in_time_is_told_so()
    {
        var client = _rig.Connect();
        client.Opens();
        _rig.Turn(30_001);
        Assert.Contains("<connection-timeout", client.Hears());
        var silent = _rig.Connect();
        _rig.Turn(30_001);
        Assert.Matches("<stream:stream .*<connection-timeout", silent.Hears());
    }

    [Fact]
    public void who_is_silent_is_pinged_and_who_stays_so_is_cut()
    {
        var client = _rig.LogIn("ana");
        _rig.Turn(90_001);
        Assert.Equal("<iq to='ana@example.test/desk' from='example.test' id='ping' type='get'><ping xmlns='urn:xmpp:ping'/></iq>\n", client.Hears());
        client.Says("<iq type='result' id='ping'/>");
        _rig.Turn(120_001);
        Assert.False(client.IsClosed);
        Assert.Contains("id='ping'", client.Hears());
        client.Says(" ");
        _rig.Turn(120_001);
        Assert.Contains("id='ping'", client.Hears());
        _rig.Turn(120_001);
        Assert.Contains("<connection-timeout", client.Hears());
        Assert.True(client.IsClosed);
    }

    [Fact]
    public void a_shutdown_is_told()
    {
        var client = _rig.LogIn("ana");
        _rig.Node.Step(Parlance.Engine.Input.Stopping("Server is shutting down"), _rig.Now);
        Assert.Contains("<system-shutdown", client.Hears());
    }

    [Fact]
    public void stanzas_may_come_in_pieces_of_any_size()
    {
        var client = _rig.LogIn("ana");
        foreach (var c in "<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>") client.Says(c.ToString());
        Assert.Equal("<iq to='ana@example.test/desk' id='p' type='result'/>\n", client.Hears());
    }

    [Fact]
    public void who_says_more_than_the_rate_allows_waits_and_loses_nothing()
    {
        var rig = new XmppRig(XmppRig.Easy with { Limits = new() { MessagesBurst = 10, MessagesPerSecond = 2 } });
        var client = rig.LogIn("ana");
        client.Says(string.Concat(Enumerable.Range(0, 60).Select(i => $"<iq type='get' id='p{i}'><ping xmlns='urn:xmpp:ping'/></iq>")));
        var heard = client.Hears();
        Assert.DoesNotContain("p59", heard);
        for (var i = 0; i < 60; i++) rig.Turn(500);
        heard += client.Hears();
        Assert.All(Enumerable.Range(0, 60), i => Assert.Contains($"'p{i}'", heard));
    }
}
