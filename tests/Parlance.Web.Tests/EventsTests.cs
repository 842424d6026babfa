using System.Net;

namespace Parlance.Web.Tests;

/// <summary>What happened, asked over HTTP.</summary>
public class EventsTests
{
    private static string[] Kinds(IEnumerable<System.Text.Json.JsonElement> events) => [.. events.Select(one => one.GetProperty("event_type").GetString()!)];

    [Fact]
    public async Task a_room_and_its_topic_are_found_by_kind_target_and_text()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        ana.Join("#tea");
        ana.Say("TOPIC #tea :green, at four");
        ana.Hear("TOPIC #tea");

        Assert.Equal(["channel.create", "channel.join", "channel.topic"], Kinds(await node.Events("target=tea&type=channel.*")));
        Assert.Equal(["channel.topic"], Kinds(await node.Events("type=channel.topic&room=%23tea")));
        Assert.Equal(["channel.topic"], Kinds(await node.Events("text=AT+FOUR")));
        Assert.Equal(["channel.create", "channel.join", "channel.topic"], Kinds(await node.Events("actor=ana&type=channel.*")));
        Assert.Empty(await node.Events("text=at+five"));
    }

    [Fact]
    public async Task pages_follow_one_another_and_nothing_is_twice_or_missing()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        for (var i = 0; i < 30; i++) ana.Join($"#room{i}");

        var seen = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await node.Get($"/admin/events?type=channel.join&limit=7{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetInt64()));
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal(30, seen.Count);
        Assert.Equal(seen.Order().Distinct(), seen);
        var newest = await node.Events("type=channel.join&limit=5&order=desc");
        Assert.Equal(seen.TakeLast(5).Reverse(), newest.Select(one => one.GetProperty("id").GetInt64()));
    }

    [Fact]
    public async Task what_is_sealed_is_shown_to_those_who_may_see_it()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");

        var open = Assert.Single(await node.Events("type=user.connect&personal=true"));
        Assert.Equal("127.0.0.1", open.GetProperty("personal").GetProperty("address").GetString());
        var shut = Assert.Single(await node.Events("type=user.connect"));
        Assert.False(shut.TryGetProperty("personal", out _));
        Assert.Equal("sealed", shut.GetProperty("seal").GetString());
    }

    [Theory]
    [InlineData("from=yesterday", "bad-parameter")]
    [InlineData("from=2026-13-01", "bad-parameter")]
    [InlineData("from=2026-02-01&to=2026-01-01", "bad-parameter")]
    [InlineData("limit=0", "bad-parameter")]
    [InlineData("limit=100000", "bad-parameter")]
    [InlineData("limit=10&limit=20", "bad-parameter")]
    [InlineData("type=Channel%20Topic", "bad-parameter")]
    [InlineData("actor=nobody", "bad-parameter")]
    [InlineData("room=%23nowhere", "bad-parameter")]
    [InlineData("colour=blue", "bad-parameter")]
    [InlineData("order=sideways", "bad-parameter")]
    [InlineData("cursor=17", "bad-parameter")]
    [InlineData("target=a%0D%0Ab", "bad-parameter")]
    public async Task a_question_that_makes_no_sense_is_told_which_part_of_it(string query, string code)
    {
        using var node = new WebNode();
        var answer = await node.Client.GetAsync($"/admin/events?{query}");
        var problem = await WebNode.Read(answer, HttpStatusCode.BadRequest);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains($"'{query.Split('=')[0]}'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_cursor_of_another_log_or_beyond_the_end_is_refused()
    {
        using var one = new WebNode();
        using var other = new WebNode();
        var cursor = (await one.Get("/admin/events?limit=1")).GetProperty("next").GetString()!;

        Assert.Equal("other-log", (await other.Get($"/admin/events?cursor={cursor}", HttpStatusCode.Conflict)).GetProperty("code").GetString());
        var beyond = cursor[..cursor.IndexOf('-', StringComparison.Ordinal)] + "-999999";
        Assert.Equal("beyond-the-end", (await one.Get($"/admin/events?cursor={beyond}", HttpStatusCode.Conflict)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task ten_years_are_a_page_like_any_other()
    {
        using var node = new WebNode();
        var page = await node.Get("/admin/events?from=2020-01-01&to=2030-01-01T00:00:00%2B02:00&limit=1");

        Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.NotNull(page.GetProperty("next").GetString());
        Assert.Empty(await node.Events("from=2040-01-01"));
    }
}
