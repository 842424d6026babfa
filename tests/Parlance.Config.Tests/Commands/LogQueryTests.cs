using System.Globalization;
using System.Text.Json;

namespace Parlance.Config.Tests.Commands;

public sealed class LogQueryTests
{
    [Theory]
    [InlineData("1 2 3 4 5 6")]
    [InlineData("3 6", "--type", "channel.topic")]
    [InlineData("2 3 4 6", "--type", "channel.*")]
    [InlineData("1 5", "--type", "node.*", "--type", "message.sent")]
    [InlineData("4 5", "--actor", "1PAA00001")]
    [InlineData("2 3 4 5 6", "--target", "tea")]
    [InlineData("3 4", "--from", "2026-01-31T20:02:00Z", "--to", "2026-01-31T20:04:00Z")]
    [InlineData("5 6", "--from", "2026-01-31T20:03:30")]
    [InlineData("5 6", "--from", "2026-01-31T22:03:30.5+02:00")]
    [InlineData("1 2 3 4 5 6", "--from", "2026-01-31", "--to", "2026-02-01")]
    [InlineData("6 5", "--newest", "--limit", "2")]
    [InlineData("4 3", "--newest", "--limit", "2", "--after", "5")]
    [InlineData("4 5", "--limit", "2", "--after", "3")]
    [InlineData("", "--after", "6")]
    public void it_gives_what_fits_all_that_is_asked(string positions, params string[] words)
    {
        using var log = new LogFolder();
        Assert.Equal(positions, Positions(log.Run(["query", "--json", .. words])));
    }

    [Fact]
    public void a_room_is_found_by_its_id()
    {
        using var log = new LogFolder();
        Assert.Equal("2 3 4 5 6", Positions(log.Run("query", "--json", "--room", LogFolder.Room.ToString())));
    }

    [Fact]
    public void a_time_may_be_so_long_ago()
    {
        using var log = new LogFolder();
        var days = (int)Math.Ceiling((DateTimeOffset.UtcNow - LogFolder.Start.ToDateTime()).TotalDays) + 1;
        Assert.Equal("1 2 3 4 5 6", Positions(log.Run("query", "--json", "--from", $"-{days}d")));
        Assert.Equal("", Positions(log.Run("query", "--json", "--to", $"-{days * 24}h")));
    }

    [Fact]
    public void people_are_told_how_to_go_on_and_that_nothing_fits()
    {
        using var log = new LogFolder();
        var said = log.Run("query", "--limit", "2").Error;
        Assert.Matches("^parlance: the limit of 2 is reached; go on with --cursor [0-9a-f]{32}-2\n$", said);
        var cursor = said.Trim().Split(' ')[^1];
        Assert.StartsWith("{\"id\":3,", log.Run("query", "--limit", "1", "--json", "--cursor", cursor).Output, StringComparison.Ordinal);
        log.Run("query", "--cursor", "0123" + cursor[4..]).Fails(1, "The cursor is of another log");
        Assert.Equal("parlance: no event fits\n", log.Run("query", "--target", "coffee").Error);
        Assert.Equal("parlance: no event fits; the log has rooms' names without #\n", log.Run("query", "--target", "#tea").Error);
    }

    [Theory]
    [InlineData("--from is a time such as 2026-01-31, 2026-01-31T20:15:00Z, or -90s, -30m, -2h, -7d from now, not 'noon'", "--from", "noon")]
    [InlineData("not '-2x'", "--to", "-2x")]
    [InlineData("not '-99999999999999d'", "--from", "-99999999999999d")]
    [InlineData("not '2026-02-30'", "--from", "2026-02-30")]
    [InlineData("--from is not before --to", "--from", "-1h", "--to", "-2h")]
    [InlineData("--actor is a user's id of 9 characters, such as 1PAA00001, not 'ana'", "--actor", "ana")]
    [InlineData("--type is a kind of event such as channel.topic or channel.*, not 'channel.*.set'", "--type", "channel.*.set")]
    [InlineData("--limit is a number from 0, not '-1'", "--limit", "-1")]
    [InlineData("--format is table, jsonl or csv, not 'xml'", "--format", "xml")]
    [InlineData("--cursor is a cursor that an answer ended with, not 'x'", "--cursor", "x")]
    [InlineData("--after is a number from 0, not '-1'", "--after", "-1")]
    [InlineData("--after is a number from 0, not '99999999999999999999'", "--after", "99999999999999999999")]
    [InlineData("not '\\u{1b}[31m'", "--actor", "\e[31m")]
    [InlineData("--colour", "--colour")]
    public void wrong_words_are_wrong_use(string said, params string[] words)
    {
        using var log = new LogFolder();
        log.Run(["query", .. words]).Fails(2, said);
    }

    [Fact]
    public void an_option_wants_its_value() => Ran.Log("query", "--data", "/nowhere", "--actor").Fails(2, "'--actor'");

    [Fact]
    public void a_query_names_so_many_kinds_and_no_more()
    {
        using var log = new LogFolder();
        string[] Kinds(int count) => [.. Enumerable.Range(0, count).SelectMany(i => new[] { "--type", $"kind.{i}" })];
        Assert.Equal(0, log.Run(["query", "--json", .. Kinds(64)]).Status);
        log.Run(["query", .. Kinds(65)]).Fails(2, "at most 64 times --type");
    }

    [Fact]
    public void a_target_has_a_length()
    {
        using var log = new LogFolder();
        Assert.Equal(0, log.Run("query", "--target", new string('x', 1000)).Status);
        log.Run("query", "--target", new string('x', 1001)).Fails(2, "--target has 1 to 1000 characters");
    }

    [Fact]
    public void a_position_beyond_the_end_is_named()
    {
        using var log = new LogFolder();
        log.Run("query", "--after", "7").Fails(1, "--after 7 is beyond the end of the log: its last position is 6.");
    }

    private static string Positions(Ran ran)
    {
        Assert.Equal((0, ""), (ran.Status, ran.Error));
        return string.Join(' ', ran.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture)));
    }
}
