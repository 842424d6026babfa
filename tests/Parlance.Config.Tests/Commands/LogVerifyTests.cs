using System.Text.Json;

namespace Parlance.Config.Tests.Commands;

public sealed class LogVerifyTests
{
    [Fact]
    public void an_intact_log_is_said_to_be_and_what_was_checked()
    {
        using var log = new LogFolder();
        var ran = log.Run("verify");
        Assert.Equal(new Ran(0, $"{log.Database}: intact. 6 events, positions 1 to 6 without a gap; the hash of each was computed again and fits the next.\n", ""), ran);
    }

    [Fact]
    public void the_log_of_a_node_that_runs_can_be_verified()
    {
        using var log = new LogFolder();
        log.With(_ => Assert.Equal(0, log.Run("verify").Status));
    }

    [Fact]
    public void the_first_break_is_named_with_its_position()
    {
        using var log = new LogFolder();
        log.Damage("20:03:00.000Z", "20:33:00.000Z");
        var ran = log.Run("verify");
        Assert.Equal((1, ""), (ran.Status, ran.Output));
        Assert.StartsWith($"parlance: {log.Database} is broken at position 4: its hash is not that of its columns: one of them was changed. The 3 events before it are intact.", ran.Error, StringComparison.Ordinal);
        Assert.Contains("row 4 missing from index events_by_time", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void json_says_the_same()
    {
        using var log = new LogFolder();
        var intact = JsonDocument.Parse(log.Run("verify", "--json").Output).RootElement;
        Assert.Equal((true, 6), (intact.GetProperty("intact").GetBoolean(), intact.GetProperty("events").GetInt64()));

        log.Damage("20:00:00.000Z", "20:30:00.000Z");
        var ran = log.Run("verify", "--json");
        var broken = JsonDocument.Parse(ran.Output).RootElement;
        Assert.Equal((1, false, 0, 1), (ran.Status, broken.GetProperty("intact").GetBoolean(), broken.GetProperty("events").GetInt64(), broken.GetProperty("position").GetInt64()));
    }
}
