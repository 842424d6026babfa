using System.Text.Json;

namespace Parlance.Config.Tests.Commands;

public sealed class LogTailTests
{
    [Fact]
    public void the_last_events_are_a_table_oldest_first()
    {
        using var log = new LogFolder();
        var ran = log.Run("tail", "-n", "2");
        Assert.Equal((0, ""), (ran.Status, ran.Error));
        Assert.Equal(
            [
                "TIME                      POSITION EVENT                ACTOR     TARGET               PAYLOAD",
                """2026-01-31T20:04:00.000Z         5 message.sent         1PAA00001 tea                  {"kind":"say","to":"","at_least":"none"} [sealed]""",
                "2026-01-31T20:05:00.000Z         6 channel.topic        1PAA00000 tea                  [sealed]",
            ], ran.Lines);
    }

    [Fact]
    public void without_a_number_it_shows_up_to_twenty()
    {
        using var log = new LogFolder();
        Assert.Equal(LogFolder.Events + 1, log.Run("tail").Lines.Length);
    }

    [Fact]
    public void none_are_asked_for_and_none_shown()
    {
        using var log = new LogFolder();
        Assert.Equal(new Ran(0, "", ""), log.Run("tail", "-n", "0"));
    }

    [Fact]
    public void json_is_one_object_a_line_with_the_columns_names()
    {
        using var log = new LogFolder();
        var lines = log.Run("tail", "--json").Lines;
        Assert.Equal(LogFolder.Events, lines.Length);
        var message = JsonDocument.Parse(lines[4]).RootElement;
        Assert.Equal(5, message.GetProperty("id").GetInt64());
        Assert.Equal("message.sent", message.GetProperty("event_type").GetString());
        Assert.Equal("1PAA00001", message.GetProperty("actor_uid").GetString());
        Assert.Equal("say", message.GetProperty("payload").GetProperty("kind").GetString());
        Assert.Equal("sealed", message.GetProperty("seal").GetString());
        Assert.False(message.TryGetProperty("personal", out _));
    }

    [Fact]
    public void what_is_sealed_is_shown_when_asked_for()
    {
        using var log = new LogFolder();
        Assert.Contains("""{"text":"Darjeeling?","client_tags":""}""", log.Run("tail", "--personal").Output);
        var message = JsonDocument.Parse(log.Run("tail", "--personal", "--json").Lines[4]).RootElement;
        Assert.Equal("Darjeeling?", message.GetProperty("personal").GetProperty("text").GetString());
        Assert.Equal("open", message.GetProperty("seal").GetString());
    }

    [Fact]
    public void what_was_erased_is_said_to_be()
    {
        using var log = new LogFolder();
        log.With(store => store.Keys.Erase(LogFolder.Ben));
        var ran = log.Run("tail", "--personal");
        Assert.EndsWith("[erased]", ran.Lines[5]);
        Assert.Contains("Second flush", ran.Lines[6]);
        Assert.Contains("\"seal\":\"erased\"", log.Run("tail", "--json").Lines[4]);
    }

    [Fact]
    public void what_retention_took_is_said_to_be_retired()
    {
        using var log = new LogFolder();
        log.With(store => store.Blank([5]));
        Assert.EndsWith("[retired]", log.Run("tail", "--personal").Lines[5]);
        Assert.Equal(0, log.Run("verify").Status);
    }

    [Fact]
    public void without_keys_nothing_sealed_can_be_asked_for_and_the_rest_can()
    {
        using var log = new LogFolder();
        File.Delete(log.Keys);
        log.Run("tail", "--personal").Fails(1, $"--personal needs the file of keys, {log.Keys},");
        Assert.EndsWith("[sealed]", log.Run("tail").Lines[6]);
    }

    [Fact]
    public void nobody_writes_on_the_operators_screen()
    {
        using var log = new LogFolder();
        var text = log.Run("tail", "--personal").Output;
        Assert.Contains("First \\u{202e} flush", text);
        log.Damage("20:05:00.000Z", "20:05:\e[31m\n\a");
        Assert.All(log.Run("tail").Output, c => Assert.True(c == '\n' || !char.IsControl(c)));
    }

    [Fact]
    public void a_payload_that_is_no_json_is_shown_as_it_is()
    {
        using var log = new LogFolder();
        log.Damage("{\"kind\":\"say\"", "{\"kind\": ruin");
        var row = JsonDocument.Parse(log.Run("tail", "--json").Lines[4]).RootElement;
        Assert.StartsWith("{\"kind\": ruin", row.GetProperty("payload").GetString());
    }
}
