namespace Parlance.Scenes.Classic;

/// <summary>What clients keep on the server and ask of it beside chat.</summary>
[Collection(ClassicServer.Collection)]
public sealed class ServiceTests(ClassicServer server)
{
    private const string Bookmarks = "<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'/></query>";

    [Fact]
    public async Task bookmarks_are_kept()
    {
        var name = await server.Register("ana");
        using (var ana = await server.Bound(name))
        {
            Assert.Equal("{storage:bookmarks}storage", (await ana.Ask("get", Bookmarks, to: null)).Elements().Single().Elements().Single().Name);
            await ana.Ask("set", "<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'><conference jid='lobby@rooms.example.test' autojoin='true'/></storage></query>", to: null);
        }

        using var again = await server.Bound(name);
        var storage = (await again.Ask("get", Bookmarks, to: null)).Elements().Single().Elements().Single();
        Assert.Equal("lobby@rooms.example.test", storage.Elements().Single().Attribute("jid")?.Value);
    }

    [Fact]
    public async Task more_than_may_be_kept_is_refused()
    {
        using var ana = await server.Bound(await server.Register("ana"));
        var answer = await ana.Ask("set", $"<query xmlns='jabber:iq:private'><x xmlns='urn:x'>{new string('x', 70_000)}</x></query>", to: null);
        Assert.Equal("policy-violation", ClassicClient.Condition(answer));
        Assert.Empty((await ana.Ask("get", "<query xmlns='jabber:iq:private'><x xmlns='urn:x'/></query>", to: null)).Elements().Single().Elements().Single().Value);
    }

    [Fact]
    public async Task a_vcard_is_shown_to_others_and_only_its_owner_sets_it()
    {
        using var ana = await server.Bound(await server.Register("ana"));
        using var ben = await server.Bound(await server.Register("ben"));
        Assert.Equal("item-not-found", ClassicClient.Condition(await ben.Ask("get", "<vCard xmlns='vcard-temp'/>", ana.Bare)));
        await ana.Ask("set", "<vCard xmlns='vcard-temp'><FN>Ana</FN></vCard>", to: null);
        Assert.Equal("Ana", (await ben.Ask("get", "<vCard xmlns='vcard-temp'/>", ana.Bare)).Elements().Single().Value);
        Assert.Equal("error", (await ben.Ask("set", "<vCard xmlns='vcard-temp'><FN>Ben</FN></vCard>", ana.Bare)).Attribute("type")?.Value);
        Assert.Equal("Ana", (await ana.Ask("get", "<vCard xmlns='vcard-temp'/>", to: null)).Elements().Single().Value);
    }

    [Fact]
    public async Task the_server_tells_version_time_and_uptime()
    {
        using var ana = await server.Bound(await server.Register("ana"));
        Assert.StartsWith("Parlance", (await ana.Ask("get", "<query xmlns='jabber:iq:version'/>")).Value, StringComparison.Ordinal);
        Assert.Matches("^\\+00:00[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$", (await ana.Ask("get", "<time xmlns='urn:xmpp:time'/>")).Value);
        Assert.Matches("^[0-9]+$", (await ana.Ask("get", "<query xmlns='jabber:iq:last'/>")).Elements().Single().Attribute("seconds")?.Value);
    }

    [Fact]
    public async Task when_somebody_was_here_is_for_those_who_see_them()
    {
        using var ana = await server.Bound(await server.Register("ana"));
        using var ben = await server.Bound(await server.Register("ben"));
        Assert.Equal("forbidden", ClassicClient.Condition(await ben.Ask("get", "<query xmlns='jabber:iq:last'/>", ana.Bare)));
        await ben.Say($"<presence type='subscribe' to='{ana.Bare}'/>");
        await ana.Until(element => element.Attribute("type")?.Value == "subscribe");
        await ana.Say($"<presence type='subscribed' to='{ben.Bare}'/>");
        await ben.Until(element => element.Attribute("type")?.Value == "subscribed");
        Assert.Equal("0", (await ben.Ask("get", "<query xmlns='jabber:iq:last'/>", ana.Bare)).Elements().Single().Attribute("seconds")?.Value);
    }
}
