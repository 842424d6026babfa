using System.Xml.Linq;

namespace Parlance.Scenes.Classic;

/// <summary>The classic profile: the list of contacts.</summary>
[Collection(ClassicServer.Collection)]
public sealed class RosterTests(ClassicServer server)
{
    private const string Get = "<query xmlns='jabber:iq:roster'/>";

    private static string Item(string attributes, string content = "") => $"<query xmlns='jabber:iq:roster'><item {attributes}>{content}</item></query>";

    private static bool IsPush(XElement element) => element.Name.LocalName == "iq" && element.Attribute("type")?.Value == "set";

    private static XElement ItemOf(XElement iq) => iq.Elements().Single().Elements().Single();

    private async Task<ClassicClient> WithBen(string like)
    {
        var client = await server.Bound(await server.Register(like));
        await client.Ask("get", Get, to: null);
        await client.Ask("set", Item("jid='ben@example.test' name='Ben'", "<group>friends</group>"), to: null);
        await client.Until(IsPush);
        return client;
    }

    [Fact]
    public async Task it_is_empty_at_first()
    {
        using var client = await server.Bound(await server.Register("ana"));
        Assert.Empty((await client.Ask("get", Get, to: null)).Elements().Single().Elements());
    }

    [Fact]
    public async Task who_is_added_is_confirmed()
    {
        using var client = await server.Bound(await server.Register("bea"));
        Assert.Equal("result", (await client.Ask("set", Item("jid='ben@example.test'"), to: null)).Attribute("type")?.Value);
    }

    [Fact]
    public async Task who_is_added_is_pushed()
    {
        using var client = await server.Bound(await server.Register("cat"));
        await client.Ask("get", Get, to: null);
        await client.Ask("set", Item("jid='ben@example.test' name='Ben'"), to: null);
        var item = ItemOf(await client.Until(IsPush));
        Assert.Equal(("ben@example.test", "Ben", "none"), (item.Attribute("jid")?.Value, item.Attribute("name")?.Value, item.Attribute("subscription")?.Value));
    }

    [Fact]
    public async Task who_was_added_is_listed_with_groups()
    {
        using var client = await WithBen("dan");
        var item = ItemOf(await client.Ask("get", Get, to: null));
        Assert.Equal(("ben@example.test", "Ben", "friends"), (item.Attribute("jid")?.Value, item.Attribute("name")?.Value, item.Value));
    }

    [Fact]
    public async Task another_name_takes_the_place_of_the_old()
    {
        using var client = await WithBen("eve");
        await client.Ask("set", Item("jid='ben@example.test' name='Benjamin'"), to: null);
        Assert.Equal("Benjamin", ItemOf(await client.Ask("get", Get, to: null)).Attribute("name")?.Value);
    }

    [Fact]
    public async Task who_is_removed_is_pushed_as_such_and_gone()
    {
        using var client = await WithBen("fay");
        await client.Ask("set", Item("jid='ben@example.test' subscription='remove'"), to: null);
        Assert.Equal("remove", ItemOf(await client.Until(IsPush)).Attribute("subscription")?.Value);
        Assert.Empty((await client.Ask("get", Get, to: null)).Elements().Single().Elements());
    }

    [Fact]
    public async Task an_item_without_an_address_is_a_bad_request()
    {
        using var client = await server.Bound(await server.Register("gus"));
        Assert.Equal("bad-request", ClassicClient.Condition(await client.Ask("set", Item("name='Ben'"), to: null)));
    }

    [Fact]
    public async Task before_binding_it_is_not_allowed()
    {
        using var client = await server.Authenticated(await server.Register("hal"));
        Assert.Equal("not-allowed", ClassicClient.Condition(await client.Ask("get", Get, to: null)));
    }

    [Fact]
    public async Task it_is_kept_over_a_reconnect()
    {
        using var client = await WithBen("ian");
        var name = client.Bare[..client.Bare.IndexOf('@', StringComparison.Ordinal)];
        client.Dispose();
        using var again = await server.Bound(name, "laptop");
        Assert.Equal("ben@example.test", ItemOf(await again.Ask("get", Get, to: null)).Attribute("jid")?.Value);
    }
}
