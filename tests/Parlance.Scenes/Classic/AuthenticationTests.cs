namespace Parlance.Scenes.Classic;

/// <summary>The classic profile: PLAIN without TLS, and what is said before a log-in.</summary>
[Collection(ClassicServer.Collection)]
public sealed class AuthenticationTests(ClassicServer server)
{
    [Fact]
    public async Task the_right_password_is_taken_without_tls()
    {
        var name = await server.Register("ana");
        using var client = await server.Open();
        Assert.Equal("success", (await client.Authenticate(name, "pencil")).Name.LocalName);
    }

    [Fact]
    public async Task a_wrong_password_is_not_authorized()
    {
        var name = await server.Register("ben");
        using var client = await server.Open();
        Assert.Equal("not-authorized", ClassicClient.Condition(await client.Authenticate(name, "crayon")));
    }

    [Fact]
    public async Task an_unknown_user_is_not_authorized()
    {
        using var client = await server.Open();
        Assert.Equal("not-authorized", ClassicClient.Condition(await client.Authenticate(server.NewName("nobody"), "pencil")));
    }

    [Fact]
    public async Task an_unknown_mechanism_is_invalid()
    {
        using var client = await server.Open();
        Assert.Equal("invalid-mechanism", ClassicClient.Condition(await client.Begin("NOTHING", "AAAA")));
    }

    [Fact]
    public async Task an_empty_payload_is_not_authorized()
    {
        using var client = await server.Open();
        Assert.Equal("not-authorized", ClassicClient.Condition(await client.Begin("PLAIN", "")));
    }

    [Fact]
    public async Task a_single_nul_is_not_authorized()
    {
        using var client = await server.Open();
        Assert.Equal("not-authorized", ClassicClient.Condition(await client.Begin("PLAIN", "AA==")));
    }

    [Fact]
    public async Task after_a_log_in_there_are_other_features()
    {
        var name = await server.Register("cat");
        using var client = await server.Open();
        await client.Authenticate(name, "pencil");
        var features = (await client.Open()).Elements().Select(feature => feature.Name.LocalName).ToList();
        Assert.Contains("bind", features);
        Assert.DoesNotContain("mechanisms", features);
        Assert.DoesNotContain("register", features);
    }

    [Fact]
    public async Task a_request_before_a_log_in_is_not_allowed_and_the_stream_goes_on()
    {
        var name = await server.Register("dan");
        using var client = await server.Open();
        Assert.Equal("not-allowed", ClassicClient.Condition(await client.Ask("get", "<query xmlns='jabber:iq:roster'/>", to: null)));
        Assert.Equal("success", (await client.Authenticate(name, "pencil")).Name.LocalName);
    }

    [Fact]
    public async Task a_message_before_a_log_in_ends_the_stream()
    {
        using var client = await server.Open();
        await client.Say("<message to='ana@example.test'><body>hello</body></message>");
        Assert.Equal("not-authorized", (await client.Until(element => element.Name.LocalName == "error")).Elements().First().Name.LocalName);
        Assert.True(await client.IsEnded());
    }
}
