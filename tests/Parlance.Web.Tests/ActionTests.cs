using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Parlance.Web.Tests;

/// <summary>What staff does over HTTP is heard in the chat, and stands in the log with who did it.</summary>
public class ActionTests
{
    [Fact]
    public async Task a_user_is_put_out_and_the_log_says_by_whom()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        await node.Delete("/admin/users/ana?reason=enough");

        Assert.Contains("enough", ana.Hear("KILL"), StringComparison.Ordinal);
        Assert.Contains("Killed (root (enough))", ana.Hear("ERROR"), StringComparison.Ordinal);
        var killed = Assert.Single(await node.Events("type=oper.kill"));
        Assert.Equal("oper account:root", killed.GetProperty("via").GetString());
        await node.Delete("/admin/users/ana", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_ban_is_set_listed_kept_to_and_lifted()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        var ban = await node.Post("/admin/bans", new { kind = "address", mask = "127.0.0.1", reason = "closed today", lasts = "1h" }, HttpStatusCode.Created);

        Assert.Equal("root", ban.GetProperty("setter").GetString());
        Assert.Contains("closed today", ana.Hear("ERROR"), StringComparison.Ordinal);
        Assert.Equal(ban.GetProperty("mask").GetString(), Assert.Single((await node.Get("/admin/bans?kind=address")).GetProperty("items").EnumerateArray()).GetProperty("mask").GetString());
        await node.Delete("/admin/bans?kind=address&mask=127.0.0.1");
        Assert.Empty((await node.Get("/admin/bans")).GetProperty("items").EnumerateArray());
        await node.Delete("/admin/bans?kind=address&mask=127.0.0.1", HttpStatusCode.NotFound);
        using var again = node.Connect("ana");
    }

    [Fact]
    public async Task a_ban_on_very_many_wants_to_be_insisted_on()
    {
        using var node = new WebNode();
        var refused = await node.Post("/admin/bans", new { kind = "user", mask = "*@*" }, HttpStatusCode.Conflict);
        Assert.Equal("too-wide", refused.GetProperty("code").GetString());
        await node.Post("/admin/bans", new { kind = "user", mask = "not a mask" }, HttpStatusCode.UnprocessableEntity);
        await node.Post("/admin/bans", new { kind = "planet", mask = "x" }, HttpStatusCode.BadRequest);
        await node.Post("/admin/bans", new { kind = "user", mask = "x@y.example", lasts = "for ever" }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task a_rooms_topic_modes_lists_and_members_are_changed_whatever_ranks_there_are()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        using var ben = node.Connect("ben");
        ana.Join("#tea");
        ben.Join("#tea");

        await node.Post("/admin/rooms/tea/topic", new { text = "green" });
        Assert.EndsWith("TOPIC #tea :green", ben.Hear("TOPIC"), StringComparison.Ordinal);
        await node.Post("/admin/rooms/tea/mode", new { mode = "moderated", on = true });
        Assert.Contains("+m", ben.Hear("MODE #tea"), StringComparison.Ordinal);
        await node.Post("/admin/rooms/tea/mode", new { mode = "limit", on = true, value = "7" });
        Assert.Contains("+l 7", ben.Hear("MODE #tea"), StringComparison.Ordinal);
        await node.Post("/admin/rooms/tea/list", new { list = "ban", mask = "*!*@bad.example", add = true });
        Assert.Contains("+b *!*@bad.example", ben.Hear("MODE #tea"), StringComparison.Ordinal);
        await node.Post("/admin/rooms/tea/kick", new { user = "ben", reason = "out" });
        Assert.EndsWith("KICK #tea ben :out", ben.Hear("KICK"), StringComparison.Ordinal);
        Assert.All(await node.Events("type=channel.topic,channel.mode,channel.list.add,channel.kick"), one => Assert.Equal("oper account:root", one.GetProperty("via").GetString()));

        await node.Post("/admin/rooms/tea/kick", new { user = "ben" }, HttpStatusCode.NotFound);
        await node.Post("/admin/rooms/nowhere/topic", new { text = "x" }, HttpStatusCode.NotFound);
        await node.Post("/admin/rooms/tea/mode", new { mode = "sideways", on = true }, HttpStatusCode.BadRequest);
        await node.Post("/admin/rooms/tea/mode", new { mode = "limit", on = true, value = "many" }, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task a_room_is_closed_and_each_member_is_told()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        using var ben = node.Connect("ben");
        ana.Join("#tea");
        ben.Join("#tea");
        await node.Post("/admin/rooms/tea/close", new { reason = "moved" });

        Assert.EndsWith("KICK #tea ana :moved", ana.Hear("KICK"), StringComparison.Ordinal);
        Assert.EndsWith("KICK #tea ben :moved", ben.Hear("KICK"), StringComparison.Ordinal);
        await node.Get("/admin/rooms/tea", HttpStatusCode.NotFound);
        ben.Join("#tea");
        ben.Say("NAMES #tea");
        Assert.Contains(":@ben", ben.Hear(" 353 ").Replace("~ben", "@ben", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_announcement_is_one_line_to_everybody()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        await node.Post("/admin/announce", new { text = "tea at four" });
        Assert.EndsWith(":tea at four", ana.Hear("NOTICE $"), StringComparison.Ordinal);

        await node.Post("/admin/announce", new { text = "tea\r\nQUIT" }, HttpStatusCode.BadRequest);
        await node.Post("/admin/announce", new { text = new string('x', 1000) }, HttpStatusCode.UnprocessableEntity);
        await node.Post("/admin/announce", new { text = "x", to = "the moon" }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task accounts_are_made_changed_and_removed()
    {
        using var node = new WebNode();
        await node.Post("/admin/accounts", new { name = "ben", password = "one", email = "ben@example.org" }, HttpStatusCode.Created);
        await node.Post("/admin/accounts", new { name = "BEN", password = "two" }, HttpStatusCode.Conflict);
        await node.Post("/admin/accounts", new { name = "b n", password = "two" }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("ben@example.org", (await node.Get("/admin/accounts/ben")).GetProperty("email").GetString());
        Assert.Single((await node.Get("/admin/accounts")).GetProperty("items").EnumerateArray());

        await WebNode.Read(await node.Client.PatchAsync("/admin/accounts/ben", JsonContent.Create(new { suspended = true, reason = "rude", password = "three" })), HttpStatusCode.OK);
        Assert.Equal("rude", (await node.Get("/admin/accounts/ben")).GetProperty("suspended").GetString());
        await WebNode.Read(await node.Client.PatchAsync("/admin/accounts/ben", JsonContent.Create(new { })), HttpStatusCode.BadRequest);
        await node.Delete("/admin/accounts/ben");
        await node.Get("/admin/accounts/ben", HttpStatusCode.NotFound);
        Assert.All(await node.Events("type=account.*"), one => Assert.Equal("oper account:root", one.GetProperty("via").GetString()));
        Assert.Equal(["account.create", "account.suspend", "account.credentials", "account.remove"], (await node.Events("type=account.*")).Select(one => one.GetProperty("event_type").GetString()!));
    }

    [Fact]
    public async Task a_reload_is_done_or_says_what_is_wrong()
    {
        using var node = new WebNode();
        await node.Post("/admin/config/reload");
        node.WrongWithConfiguration = "parlance.toml:3:1: there is no key 'prot'";
        var problem = await node.Post("/admin/config/reload", status: HttpStatusCode.UnprocessableEntity);

        Assert.Equal(node.WrongWithConfiguration, problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task every_call_is_in_the_log_with_who_what_and_what_came_of_it()
    {
        using var node = new WebNode();
        using var stranger = node.NewClient("root", "a wrong password");
        await node.Get("/admin/users?nick=an");
        await stranger.GetAsync("/admin/rooms");
        await node.Post("/admin/rooms/nowhere/topic", new { text = "hidden words" }, HttpStatusCode.NotFound);

        var calls = await node.Events("type=admin.call&personal=true");
        Assert.Equal(["GET /admin/users 200", "GET /admin/rooms 401", "POST /admin/rooms/nowhere/topic 404"], calls.Select(call =>
            $"{call.GetProperty("payload").GetProperty("method").GetString()} {call.GetProperty("payload").GetProperty("path").GetString()} {call.GetProperty("payload").GetProperty("status").GetInt32()}"));
        Assert.Equal("oper account:root", calls[0].GetProperty("via").GetString());
        Assert.False(calls[1].TryGetProperty("via", out _));
        Assert.Equal("127.0.0.1", calls[1].GetProperty("personal").GetProperty("address").GetString());
        Assert.DoesNotContain("wrong password", string.Concat(calls.Select(call => call.GetRawText())), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden words", string.Concat(calls.Select(call => call.GetRawText())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\":7}", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\":\"\\ud800\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\":\"x\",\"colour\":\"blue\"}", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\":[[[[[[[[[[[[1]]]]]]]]]]]]}", HttpStatusCode.BadRequest)]
    public async Task a_body_that_is_not_what_it_should_be_is_refused(string body, HttpStatusCode status)
    {
        using var node = new WebNode();
        await WebNode.Read(await node.Client.PostAsync("/admin/announce", new StringContent(body, Encoding.UTF8, "application/json")), status);
    }

    [Fact]
    public async Task a_body_too_large_is_refused_and_so_is_another_kind_of_it()
    {
        using var node = new WebNode();
        var large = new StringContent("{\"text\":\"" + new string('x', Http.Call.BodyLengthMax) + "\"}", Encoding.UTF8, "application/json");
        Assert.Equal("too-large", (await WebNode.Read(await node.Client.PostAsync("/admin/announce", large), HttpStatusCode.RequestEntityTooLarge)).GetProperty("code").GetString());
        await WebNode.Read(await node.Client.PostAsync("/admin/announce", new StringContent("text=x", Encoding.UTF8, "application/x-www-form-urlencoded")), HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task a_path_that_is_not_there_and_a_method_it_does_not_take_are_told_apart()
    {
        using var node = new WebNode();
        await node.Get("/admin/teapots", HttpStatusCode.NotFound);
        await node.Get("/nothing", HttpStatusCode.NotFound);
        var answer = await node.Client.PostAsync("/admin/users", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET"], answer.Content.Headers.Allow);
    }
}
