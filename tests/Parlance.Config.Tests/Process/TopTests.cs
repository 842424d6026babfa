using System.Text.Json;
using Parlance.Commands;
using Parlance.Control;
using Spectre.Console;

namespace Parlance.Config.Tests.Process;

public sealed class TopTests
{
    private static readonly NodeStats Now = new()
    {
        Name = "one.example.org", UptimeSeconds = 3725, Connections = 10, Users = 9, Rooms = 3, MessagesTotal = 300, DeliveriesTotal = 5000, EventsTotal = 40,
        LogQueue = 2, CommitMillisecondsP50 = 4.5, CommitMillisecondsP99 = 9, RoundMicrosecondsP50 = 12, RoundMicrosecondsP99 = 80.5, MemoryBytes = 50 << 20, CpuSeconds = 1.5,
    };

    [Fact]
    public void stats_survive_the_socket() => Assert.Equal(Now, NodeStats.From(JsonDocument.Parse(Now.ToReply().Json).RootElement));

    [Fact]
    public void a_node_that_tells_less_is_shown_with_zeros() =>
        Assert.Equal(new NodeStats { Rooms = 3 }, NodeStats.From(JsonDocument.Parse("""{"rooms":3,"users":"many"}""").RootElement));

    [Fact]
    public void totals_are_shown_as_rates()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 100;
        console.Profile.Capabilities.Unicode = true;
        console.Write(Top.Picture(Now with { MessagesTotal = 100, CpuSeconds = 1 }, Now, seconds: 2));
        var said = output.ToString();
        Assert.Contains("one.example.org, up 01:02:05", said);
        Assert.Matches("Messages +│ +100 │ /s", said);
        Assert.Matches("CPU +│ +25 │ %", said);
        Assert.Matches("Memory +│ +50 │ MiB", said);
    }
}
