using System.Net;

namespace Parlance.Web.Tests;

/// <summary>What was true then, and what has changed since.</summary>
public class PastTests
{
    [Fact]
    public async Task a_past_topic_is_found_and_so_is_who_changed_it()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        ana.Join("#tea");
        ana.Say("TOPIC #tea :green");
        ana.Hear("TOPIC #tea");
        var then = (await node.Events("type=channel.topic"))[0].GetProperty("id").GetInt64();
        ana.Say("TOPIC #tea :black");
        ana.Hear(":black");
        await node.Events("");

        var room = (await node.Get($"/admin/replay?at={then}&room=%23tea")).GetProperty("rooms")[0].GetRawText();
        Assert.Contains("green", room, StringComparison.Ordinal);
        Assert.Contains("black", (await node.Get("/admin/replay?at=-0s&as=resolved")).GetProperty("state").GetRawText(), StringComparison.Ordinal);

        var differences = (await node.Get($"/admin/diff?from={then}&room=tea")).GetProperty("differences").GetRawText();
        Assert.Contains("channel.topic", differences, StringComparison.Ordinal);
        Assert.Contains("black", differences, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "bad-parameter")]
    [InlineData("replay?at=yesterday", "no-such-moment")]
    [InlineData("replay?at=2000-01-01", "no-such-moment")]
    [InlineData("replay?at=2100-01-01", "no-such-moment")]
    [InlineData("replay?at=999999", "no-such-moment")]
    [InlineData("replay?at=1&room=nowhere", "no-such-moment")]
    [InlineData("replay?at=1&room=a&user=b", "bad-parameter")]
    [InlineData("replay?at=1&as=guessed", "bad-parameter")]
    [InlineData("diff?from=1&to=@passwd", "no-such-moment")]
    [InlineData("diff", "bad-parameter")]
    public async Task a_moment_that_is_none_is_told_so(string path, string code)
    {
        using var node = new WebNode();
        var problem = await node.Get($"/admin/{path}", HttpStatusCode.BadRequest);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task the_past_holds_addresses_and_is_for_those_who_may_see_them()
    {
        using var node = new WebNode("""
            [[oper_class]]
            name = "reader"
            privileges = ["log"]
            [[oper]]
            name = "eve"
            password = "secret"
            class = "reader"
            """);
        using var eve = node.NewClient("eve");
        Assert.Equal(HttpStatusCode.OK, (await eve.GetAsync("/admin/events")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await eve.GetAsync("/admin/replay?at=1")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await eve.GetAsync("/admin/events?personal=true")).StatusCode);
    }
}
