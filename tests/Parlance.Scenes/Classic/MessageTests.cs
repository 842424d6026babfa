using System.Xml.Linq;

namespace Parlance.Scenes.Classic;

/// <summary>The classic profile: messages arrive at bound sessions, wait for who is away, and are refused where nobody is.</summary>
[Collection(ClassicServer.Collection)]
public sealed class MessageTests(ClassicServer server)
{
    private static bool IsMessage(XElement element) => element.Name.LocalName == "message";

    private static string? Body(XElement message) => message.Element("{jabber:client}body")?.Value;

    [Fact]
    public async Task a_message_arrives_before_any_presence()
    {
        using var ana = await server.Bound(await server.Register("ana"));
        using var ben = await server.Bound(await server.Register("ben"));
        await ana.Say($"<message to='{ben.Bare}' type='chat'><body>hello</body></message>");
        var message = await ben.Until(IsMessage);
        Assert.Equal((ana.Address, "hello"), (message.Attribute("from")?.Value, Body(message)));
    }

    [Theory]
    [InlineData("nobody@example.test")]
    [InlineData("ben@other.test")]
    public async Task where_nobody_is_the_item_is_not_found(string to)
    {
        using var ana = await server.Bound(await server.Register("ana"));
        await ana.Say($"<message to='{to}' type='chat' id='m1'><body>hello</body></message>");
        var refused = await ana.Until(IsMessage);
        Assert.Equal(("m1", "error", "item-not-found"), (refused.Attribute("id")?.Value, refused.Attribute("type")?.Value, ClassicClient.Condition(refused)));
    }

    [Fact]
    public async Task what_is_said_to_who_is_away_waits_in_order()
    {
        var away = await server.Register("cat");
        using var ana = await server.Bound(await server.Register("ana"));
        await ana.Say($"<message to='{away}@example.test' type='chat'><body>one</body></message><message to='{away}@example.test' type='chat'><body>two</body></message>");
        Assert.Empty(await ana.Heard(IsMessage));
        using var cat = await server.Bound(away);
        await cat.Say("<presence/>");
        Assert.Equal("one", Body(await cat.Until(IsMessage)));
        Assert.Equal("two", Body(await cat.Until(IsMessage)));
    }

    [Fact]
    public async Task what_waited_says_when_it_was_said_in_whole_seconds()
    {
        var away = await server.Register("dan");
        using var ana = await server.Bound(await server.Register("ana"));
        await ana.Say($"<message to='{away}@example.test' type='chat'><body>one</body></message>");
        await ana.Heard(IsMessage);
        using var dan = await server.Bound(away);
        await dan.Say("<presence/>");
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", (await dan.Until(IsMessage)).Element("{urn:xmpp:delay}delay")?.Attribute("stamp")?.Value);
    }

    [Fact]
    public async Task errors_do_not_wait()
    {
        var away = await server.Register("eve");
        using var ana = await server.Bound(await server.Register("ana"));
        await ana.Say($"<message to='{away}@example.test' type='error' id='m1'><body>lost</body></message><message to='{away}@example.test' type='chat'><body>kept</body></message>");
        Assert.Empty(await ana.Heard(IsMessage));
        using var eve = await server.Bound(away);
        await eve.Say("<presence/>");
        Assert.Equal("kept", Body(await eve.Until(IsMessage)));
    }
}
