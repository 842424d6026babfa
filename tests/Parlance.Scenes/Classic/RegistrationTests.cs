namespace Parlance.Scenes.Classic;

/// <summary>The classic profile: accounts made, changed and removed in band (XEP-0077).</summary>
[Collection(ClassicServer.Collection)]
public sealed class RegistrationTests(ClassicServer server)
{
    private const string Remove = "<query xmlns='jabber:iq:register'><remove/></query>";

    [Fact]
    public async Task registration_is_among_the_features()
    {
        using var client = await ClassicClient.Connect(server.Live.XmppPort);
        Assert.Contains((await client.Open()).Elements(), feature => feature.Name == "{http://jabber.org/features/iq-register}register");
    }

    [Fact]
    public async Task the_form_has_a_name_and_a_password()
    {
        using var client = await server.Open();
        var form = (await client.Ask("get", "<query xmlns='jabber:iq:register'/>", to: null)).Elements().Single();
        Assert.Equal(["instructions", "username", "password"], form.Elements().Select(field => field.Name.LocalName));
    }

    [Fact]
    public async Task an_account_is_made()
    {
        using var client = await server.Open();
        var answer = await client.Register(server.NewName("ana"), "pencil");
        Assert.Equal("result", answer.Attribute("type")?.Value);
        Assert.Empty(answer.Elements());
    }

    [Fact]
    public async Task the_account_is_seen_by_the_command_line()
    {
        var name = await server.Register("ben");
        var (exit, output) = await server.Live.Command("user", "show", name, "--config", server.Live.ConfigFile);
        Assert.Equal(0, exit);
        Assert.Contains(name, output);
    }

    [Fact]
    public async Task who_registered_logs_in_on_the_same_stream()
    {
        using var client = await server.Open();
        var name = server.NewName("cat");
        await client.Register(name, "pencil");
        Assert.Equal("success", (await client.Authenticate(name, "pencil")).Name.LocalName);
    }

    [Fact]
    public async Task a_name_that_is_taken_is_a_conflict()
    {
        var name = await server.Register("dan");
        using var client = await server.Open();
        Assert.Equal("conflict", ClassicClient.Condition(await client.Register(name, "another")));
    }

    [Theory]
    [InlineData("<username>x</username>")]
    [InlineData("<username/><password>pencil</password>")]
    [InlineData("<username>a b@c</username><password>pencil</password>")]
    public async Task half_a_registration_is_not_acceptable(string fields)
    {
        using var client = await server.Open();
        Assert.Equal("not-acceptable", ClassicClient.Condition(await client.Ask("set", $"<query xmlns='jabber:iq:register'>{fields}</query>")));
    }

    [Fact]
    public async Task after_a_change_the_new_password_counts_and_the_old_does_not()
    {
        var name = await server.Register("eve");
        using (var client = await server.Bound(name))
            Assert.Equal("result", (await client.Register(name, "crayon")).Attribute("type")?.Value);
        using var again = await server.Open();
        Assert.Equal("failure", (await again.Authenticate(name, "pencil")).Name.LocalName);
        Assert.Equal("success", (await again.Authenticate(name, "crayon")).Name.LocalName);
    }

    [Fact]
    public async Task nobody_changes_the_password_of_another()
    {
        var (name, other) = (await server.Register("eli"), await server.Register("eva"));
        using var client = await server.Bound(name);
        Assert.Equal("not-allowed", ClassicClient.Condition(await client.Register(other, "crayon")));
    }

    [Fact]
    public async Task who_is_removed_logs_in_no_more_and_the_name_is_free_at_once()
    {
        var name = await server.Register("fay");
        using (var client = await server.Bound(name))
        {
            Assert.Equal("result", (await client.Ask("set", Remove, to: null)).Attribute("type")?.Value);
            Assert.Equal("not-authorized", (await client.Until(element => element.Name.LocalName == "error")).Elements().First().Name.LocalName);
        }

        using var again = await server.Open();
        Assert.Equal("not-authorized", ClassicClient.Condition(await again.Authenticate(name, "pencil")));
        Assert.Equal("result", (await again.Register(name, "pencil")).Attribute("type")?.Value);
    }

    [Fact]
    public async Task nothing_is_removed_before_a_log_in()
    {
        using var client = await server.Open();
        Assert.Equal("registration-required", ClassicClient.Condition(await client.Ask("set", Remove)));
    }

    [Fact]
    public async Task discovery_lists_it()
    {
        using var client = await server.Bound(await server.Register("gus"));
        var info = (await client.Ask("get", "<query xmlns='http://jabber.org/protocol/disco#info'/>")).Elements().Single();
        Assert.Contains(info.Elements(), feature => feature.Attribute("var")?.Value == "jabber:iq:register");
    }
}
