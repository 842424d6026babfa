using System.Xml.Linq;

namespace Parlance.Scenes.Classic;

/// <summary>The classic profile: who sees whom. A peer hears of others without having said presence itself.</summary>
[Collection(ClassicServer.Collection)]
public sealed class PresenceTests(ClassicServer server)
{
    private static Func<XElement, bool> Presence(string? type, string from) =>
        element => element.Name.LocalName == "presence" && element.Attribute("type")?.Value == type && element.Attribute("from")?.Value == from;

    private async Task<(ClassicClient Ana, ClassicClient Ben)> Two() => (await server.Bound(await server.Register("ana")), await server.Bound(await server.Register("ben")));

    private static Task Say(ClassicClient by, string type, ClassicClient to) => by.Say($"<presence type='{type}' to='{to.Bare}'/>");

    /// <summary>Ana asked to see Ben, and he let her.</summary>
    private async Task<(ClassicClient Ana, ClassicClient Ben)> AnaSeesBen()
    {
        var (ana, ben) = await Two();
        await Say(ana, "subscribe", ben);
        await ben.Until(Presence("subscribe", ana.Bare));
        await Say(ben, "subscribed", ana);
        await ana.Until(Presence("subscribed", ben.Bare));
        return (ana, ben);
    }

    private static async Task<XElement> ItemOf(ClassicClient client) => (await client.Ask("get", "<query xmlns='jabber:iq:roster'/>", to: null)).Elements().Single().Elements().Single();

    [Fact]
    public async Task strangers_see_nothing()
    {
        var (ana, ben) = await Two();
        using (ana)
        using (ben)
        {
            await ben.Say("<presence/>");
            await ben.Heard(_ => true);
            Assert.Empty(await ana.Heard(element => element.Name.LocalName == "presence" && element.Attribute("from")?.Value.StartsWith(ben.Bare, StringComparison.Ordinal) == true));
        }
    }

    [Fact]
    public async Task a_request_comes_from_the_bare_address()
    {
        var (ana, ben) = await Two();
        using (ana)
        using (ben)
        {
            await Say(ana, "subscribe", ben);
            Assert.Equal(ana.Bare, (await ben.Until(element => element.Attribute("type")?.Value == "subscribe")).Attribute("from")?.Value);
        }
    }

    [Fact]
    public async Task who_asked_sees_that_they_wait()
    {
        var (ana, ben) = await Two();
        using (ana)
        using (ben)
        {
            await Say(ana, "subscribe", ben);
            var item = await ItemOf(ana);
            Assert.Equal(("none", "subscribe"), (item.Attribute("subscription")?.Value, item.Attribute("ask")?.Value));
        }
    }

    [Fact]
    public async Task who_is_let_sees_the_other()
    {
        var (ana, ben) = await AnaSeesBen();
        using (ana)
        using (ben)
        {
            Assert.Equal("to", (await ItemOf(ana)).Attribute("subscription")?.Value);
            Assert.Equal("from", (await ItemOf(ben)).Attribute("subscription")?.Value);
        }
    }

    [Fact]
    public async Task both_may_see_each_other()
    {
        var (ana, ben) = await AnaSeesBen();
        using (ana)
        using (ben)
        {
            await Say(ben, "subscribe", ana);
            await ana.Until(Presence("subscribe", ben.Bare));
            await Say(ana, "subscribed", ben);
            await ben.Until(Presence("subscribed", ana.Bare));
            Assert.Equal("both", (await ItemOf(ana)).Attribute("subscription")?.Value);
            Assert.Equal("both", (await ItemOf(ben)).Attribute("subscription")?.Value);
        }
    }

    [Fact]
    public async Task a_peer_that_said_none_itself_sees_who_becomes_available()
    {
        var (ana, ben) = await AnaSeesBen();
        using (ana)
        using (ben)
        {
            await ben.Say("<presence><status>at the desk</status></presence>");
            Assert.Equal("at the desk", (await ana.Until(Presence(null, ben.Address))).Value);
        }
    }

    [Fact]
    public async Task and_who_is_no_longer()
    {
        var (ana, ben) = await AnaSeesBen();
        using (ana)
        using (ben)
        {
            await ben.Say("<presence/>");
            await ana.Until(Presence(null, ben.Address));
            await ben.Say("<presence type='unavailable'/>");
            Assert.Equal(ben.Address, (await ana.Until(Presence("unavailable", ben.Address))).Attribute("from")?.Value);
        }
    }

    [Fact]
    public async Task who_looks_away_sees_no_more()
    {
        var (ana, ben) = await AnaSeesBen();
        using (ana)
        using (ben)
        {
            await Say(ana, "unsubscribe", ben);
            await ben.Until(Presence("unsubscribe", ana.Bare));
            Assert.Equal("none", (await ItemOf(ana)).Attribute("subscription")?.Value);
        }
    }
}
