namespace Parlance.Scenes.Classic;

/// <summary>The classic profile: streams, binding, and the session of RFC 3921.</summary>
[Collection(ClassicServer.Collection)]
public sealed class SessionTests(ClassicServer server)
{
    [Fact]
    public async Task before_a_log_in_plain_is_offered()
    {
        using var client = await ClassicClient.Connect(server.Live.XmppPort);
        var mechanisms = (await client.Open()).Elements().Single(feature => feature.Name.LocalName == "mechanisms");
        Assert.Contains("PLAIN", mechanisms.Elements().Select(mechanism => mechanism.Value));
    }

    [Fact]
    public async Task after_a_log_in_bind_and_session_are_offered()
    {
        var name = await server.Register("ana");
        using var client = await server.Open();
        await client.Authenticate(name, "pencil");
        var features = (await client.Open()).Elements().Select(feature => feature.Name.ToString()).ToList();
        Assert.Contains("{urn:ietf:params:xml:ns:xmpp-bind}bind", features);
        Assert.Contains("{urn:ietf:params:xml:ns:xmpp-session}session", features);
    }

    [Fact]
    public async Task another_domain_is_unknown()
    {
        using var client = await ClassicClient.Connect(server.Live.XmppPort);
        var error = await client.Open(ClassicClient.Header.Replace("example.test", "other.test", StringComparison.Ordinal));
        Assert.Equal("host-unknown", error.Elements().First().Name.LocalName);
        Assert.True(await client.IsEnded());
    }

    [Fact]
    public async Task a_resource_that_is_asked_for_is_bound()
    {
        var name = await server.Register("ben");
        using var client = await server.Authenticated(name);
        Assert.Equal($"{name}@example.test/home", (await client.Ask("set", $"<bind xmlns='{ClassicClient.BindSpace}'><resource>home</resource></bind>", to: null)).Value);
    }

    [Fact]
    public async Task without_one_a_resource_is_made()
    {
        var name = await server.Register("cat");
        using var client = await server.Authenticated(name);
        Assert.Matches($"^{name}@example\\.test/.+$", (await client.Ask("set", $"<bind xmlns='{ClassicClient.BindSpace}'/>", to: null)).Value);
    }

    [Fact]
    public async Task a_session_is_begun()
    {
        using var client = await server.Bound(await server.Register("dan"));
        Assert.Equal("result", (await client.Ask("set", "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>", to: null)).Attribute("type")?.Value);
    }

    [Fact]
    public async Task what_nobody_knows_is_unavailable()
    {
        using var client = await server.Bound(await server.Register("eve"));
        Assert.Equal("service-unavailable", ClassicClient.Condition(await client.Ask("get", "<query xmlns='urn:example:nothing'/>")));
    }

    [Fact]
    public async Task a_message_before_binding_ends_the_stream()
    {
        using var client = await server.Authenticated(await server.Register("fay"));
        await client.Say("<message to='ana@example.test'><body>hello</body></message>");
        Assert.Equal("not-authorized", (await client.Until(element => element.Name.LocalName == "error")).Elements().First().Name.LocalName);
        Assert.True(await client.IsEnded());
    }
}
