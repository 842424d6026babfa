namespace Parlance.Scenes.Classic;

/// <summary>The classic profile: what the server says of itself.</summary>
[Collection(ClassicServer.Collection)]
public sealed class DiscoveryTests(ClassicServer server)
{
    private const string Info = "<query xmlns='http://jabber.org/protocol/disco#info'/>", Items = "<query xmlns='http://jabber.org/protocol/disco#items'/>";

    [Fact]
    public async Task its_features_are_told()
    {
        using var client = await server.Bound(await server.Register("ana"));
        var features = (await client.Ask("get", Info)).Elements().Single().Elements().Select(feature => feature.Attribute("var")?.Value).ToList();
        Assert.Empty(new[] { "http://jabber.org/protocol/disco#info", "http://jabber.org/protocol/disco#items", "jabber:iq:register", "jabber:iq:roster", "msgoffline" }.Except(features));
    }

    [Fact]
    public async Task it_is_xmppd()
    {
        using var client = await server.Bound(await server.Register("ben"));
        var identity = (await client.Ask("get", Info)).Elements().Single().Elements().Single(child => child.Name.LocalName == "identity");
        Assert.Equal(("server", "im", "xmppd"), (identity.Attribute("category")?.Value, identity.Attribute("type")?.Value, identity.Attribute("name")?.Value));
    }

    [Fact]
    public async Task nothing_belongs_to_it()
    {
        using var client = await server.Bound(await server.Register("cat"));
        Assert.Empty((await client.Ask("get", Items)).Elements().Single().Elements());
    }

    [Fact]
    public async Task before_binding_it_is_not_allowed()
    {
        using var client = await server.Authenticated(await server.Register("dan"));
        Assert.Equal("not-allowed", ClassicClient.Condition(await client.Ask("get", Info)));
    }
}
