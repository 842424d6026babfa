using System.Net;

namespace Parlance.Web.Tests;

/// <summary>Who and what is there now.</summary>
public class ListTests
{
    [Fact]
    public async Task users_come_in_pages_and_one_by_one()
    {
        using var node = new WebNode();
        var people = Enumerable.Range(0, 12).Select(i => node.Connect($"guest{i}")).ToList();

        var nicks = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await node.Get($"/admin/users?limit=5{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            nicks.AddRange(page.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("nick").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"guest{i}").Order(), nicks.Order());
        var one = await node.Get("/admin/users/guest3");
        Assert.Equal("127.0.0.1", one.GetProperty("address").GetString());
        Assert.Equal("guest3", (await node.Get($"/admin/users/{one.GetProperty("uid").GetString()}")).GetProperty("nick").GetString());
        await node.Get("/admin/users/nobody", HttpStatusCode.NotFound);
        await node.Get("/admin/users?cursor=nonsense", HttpStatusCode.BadRequest);
        people.ForEach(person => person.Dispose());
    }

    [Fact]
    public async Task rooms_tell_topic_modes_lists_and_members()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        using var ben = node.Connect("ben");
        ana.Join("#tea");
        ben.Join("#tea");
        ana.Join("#a/b");
        ana.Say("MODE #tea +b *!*@bad.example");
        ana.Say("TOPIC #tea :green");
        ana.Hear("TOPIC #tea");

        Assert.Equal(2, (await node.Get("/admin/rooms")).GetProperty("items").GetArrayLength());
        var tea = await node.Get("/admin/rooms/tea");
        Assert.Equal("green", tea.GetProperty("topic").GetProperty("text").GetString());
        Assert.Equal("*!*@bad.example", tea.GetProperty("lists").GetProperty("Ban")[0].GetProperty("mask").GetString());
        Assert.Equal(2, tea.GetProperty("members").GetInt32());
        Assert.Equal(["ana", "ben"], (await node.Get("/admin/users?room=%23tea")).GetProperty("items").EnumerateArray().Select(user => user.GetProperty("nick").GetString()!).Order());
        Assert.Equal("a/b", (await node.Get("/admin/rooms/a%2Fb")).GetProperty("name").GetString());
        Assert.Equal("tea", (await node.Get("/admin/rooms/%23TEA")).GetProperty("name").GetString());
        await node.Get("/admin/rooms/nowhere", HttpStatusCode.NotFound);
        await node.Get("/admin/users?room=nowhere", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task hosts_and_names_are_for_those_who_may_see_them()
    {
        using var node = new WebNode("""
            [[oper_class]]
            name = "watcher"
            privileges = ["ban"]
            [[oper]]
            name = "eve"
            password = "secret"
            class = "watcher"
            """);
        using var ana = node.Connect("ana");
        using var eve = node.NewClient("eve");

        Assert.False((await WebNode.Read(await eve.GetAsync("/admin/users/ana"), HttpStatusCode.OK)).TryGetProperty("address", out _));
        Assert.True((await node.Get("/admin/users/ana")).TryGetProperty("address", out _));
    }

    [Fact]
    public async Task the_configuration_is_shown_without_its_secrets()
    {
        using var node = new WebNode();
        var text = (await node.Get("/admin/config")).GetRawText();

        Assert.Contains("\"name\":\"mod\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"secret\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task there_are_no_links_and_plugins_yet_and_the_lists_say_so()
    {
        using var node = new WebNode();

        Assert.Equal(0, (await node.Get("/admin/links")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await node.Get("/admin/plugins")).GetProperty("items").GetArrayLength());
    }
}
