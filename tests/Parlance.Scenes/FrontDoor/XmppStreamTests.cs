using System.Text;
using System.Text.RegularExpressions;
using Parlance.Live;

namespace Parlance.Scenes.FrontDoor;

/// <summary>XMPP streams over sockets: TLS, log-ins, cuts.</summary>
public sealed class XmppStreamTests(Server server) : IClassFixture<Server>
{
    private const string Features = "</stream:features>";

    [Fact]
    public async Task starttls_puts_the_stream_under_tls()
    {
        using var client = await XmppSocket.Connect(server.Live.XmppPort);
        Assert.DoesNotContain("PLAIN", await client.Ask(XmppSocket.Header, Features));
        await client.Ask("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        await client.Secure();
        var features = await client.Ask(XmppSocket.Header, Features);
        Assert.Contains("<mechanism>PLAIN</mechanism>", features);
        Assert.Contains("<mechanism>SCRAM-SHA-256-PLUS</mechanism>", features);
        Assert.DoesNotContain("starttls", features);
    }

    [Fact]
    public async Task tls_may_be_there_from_the_first_byte()
    {
        using var client = await XmppSocket.Connect(server.Live.XmppTlsPort);
        await client.Secure();
        Assert.Contains("<mechanism>PLAIN</mechanism>", await client.Ask(XmppSocket.Header, Features));
    }

    [Fact]
    public async Task words_put_behind_starttls_are_not_believed()
    {
        using var client = await XmppSocket.Connect(server.Live.XmppPort);
        await client.Ask(XmppSocket.Header, Features);
        await client.Say("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" + XmppSocket.Header);
        Assert.Contains("<policy-violation", await client.ToEnd());
    }

    [Fact]
    public async Task a_password_in_the_clear_is_refused()
    {
        using var client = await XmppSocket.Connect(server.Live.XmppPort);
        await client.Ask(XmppSocket.Header, Features);
        Assert.Contains("<encryption-required/>", await client.Ask("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGFuYQBwZW5jaWw=</auth>", "</failure>"));
    }

    [Fact]
    public async Task who_does_not_log_in_in_time_is_told_and_cut()
    {
        using var client = await XmppSocket.Connect(server.Live.XmppPort);
        Assert.Matches("<stream:stream .*<connection-timeout .*</stream:stream>$", await client.ToEnd());
    }

    [Theory]
    [InlineData("<!DOCTYPE lolz [<!ENTITY lol 'lol'>]>", "restricted-xml")]
    [InlineData("hello", "not-well-formed")]
    [InlineData("\0", "not-well-formed")]
    public async Task what_is_no_stream_is_told_so(string bytes, string error)
    {
        using var client = await XmppSocket.Connect(server.Live.XmppPort);
        await client.Say(bytes);
        Assert.Contains($"<{error} ", await client.ToEnd());
    }

    [Fact]
    public async Task five_thousand_elements_in_each_other_harm_nobody()
    {
        using var client = await XmppSocket.Connect(server.Live.XmppPort);
        await client.Say(XmppSocket.Header + string.Concat(Enumerable.Repeat("<a>", 5000)));
        Assert.Contains("<policy-violation ", await client.ToEnd());
    }

    [Fact]
    public async Task a_guest_logs_in_binds_and_is_answered()
    {
        using var client = await Guest();
        Assert.Contains("type='result'", await client.Ask("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>", "\n"));
        Assert.EndsWith("</stream:stream>", await client.Ask("</stream:stream>", "</stream:stream>"));
        Assert.Equal("", await client.ToEnd());
    }

    [Fact]
    public async Task a_session_goes_on_after_a_cut()
    {
        using var ana = await StanzaClient.Login(server.Live, "smana", "phone");
        await ana.Send("<enable xmlns='urn:xmpp:sm:3' resume='true'/><iq type='get' id='e'><ping xmlns='urn:xmpp:ping'/></iq>");
        string? heard;
        do heard = await ana.Next();
        while (heard?.Contains("id='e'", StringComparison.Ordinal) == false);
        var id = Regex.Match(heard!, "<enabled xmlns='urn:xmpp:sm:3' id='([^']+)'").Groups[1].Value;
        ana.Dispose();

        using var back = await StanzaClient.Resume(server.Live, "smana", id);
        Assert.Matches($"^<resumed xmlns='urn:xmpp:sm:3' h='1' previd='{Regex.Escape(id)}'/>.* id='e' type='result'/>$", await back.Next());
        await back.Send("<iq type='get' id='after'><ping xmlns='urn:xmpp:ping'/></iq>");
        do heard = await back.Next();
        while (heard?.Contains("id='after'", StringComparison.Ordinal) == false);
        Assert.Contains("to='smana@example.test/phone'", heard);
    }

    private async Task<XmppSocket> Guest()
    {
        var client = await XmppSocket.Connect(server.Live.XmppPort);
        await client.Ask(XmppSocket.Header, Features);
        await client.Ask("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        await client.Ask(XmppSocket.Header, Features);
        Assert.Contains("@guests.example.test/", await client.Ask("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", "</iq>\n"));
        return client;
    }
}
